namespace Marginalia.Charts.Rendering;

/// <summary>
/// The script that turns static figures live. It is the same in every figure, treats all figures of the page that are not live yet, leaves no
/// globals, and leaves the image alone whenever something is missing or fails.
/// </summary>
internal static class LiveScript
{
    /// <summary>Where Jupyter serves plotly.js, below its base address, when it knows the kernel.</summary>
    public const string Served = "kernelspecs/marginalia/plotly.min.js";

    /// <summary>Where plotly.js comes from in other notebooks that are served over HTTP.</summary>
    public const string Source = "https://cdn.plot.ly/plotly-cartesian-4.1.1.min.js";

    public const string Text = $$"""
        (() => {
          const dressed = (json, host) => {
            const ink = getComputedStyle(host).color, rgb = (ink.match(/^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)/) || []).slice(1).map(Number);
            if (!(0.3 * rgb[0] + 0.6 * rgb[1] + 0.1 * rgb[2] > 140)) return JSON.parse(json);
            const figure = JSON.parse(json.replaceAll('"#000000"', '"#FFFFFF"').replaceAll('"#222222"', '"#DDDDDD"').replaceAll('"#666666"', '"#AAAAAA"'));
            figure.layout.paper_bgcolor = figure.layout.plot_bgcolor = 'rgba(0,0,0,0)';
            figure.layout.font.color = ink;
            for (const [key, axis] of Object.entries(figure.layout)) if (/^[xy]axis/.test(key)) axis.gridcolor = 'rgba(128,128,128,.3)';
            return figure;
          };
          const enliven = host => {
            const json = host.querySelector('script[type="application/json"]').textContent, image = host.querySelector('img');
            const narrow = host.clientWidth > 0 && host.clientWidth < 480, live = document.createElement('div');
            if (!image || narrow) return;
            host.dataset.live = '';
            image.before(live);
            const draw = () => { const { data, layout, config } = dressed(json, host); return Plotly.react(live, data, layout, config); };
            draw().then(() => {
              image.remove();
              matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
            }).catch(() => live.remove());
          };
          const all = () => {
            if (window.Plotly) for (const host of document.querySelectorAll('.marginalia-figure:not([data-live])')) try { enliven(host); } catch { }
          };
          const from = ([source, ...others]) => {
            const tag = document.createElement('script'), next = () => { if (others.length) from(others); };
            tag.dataset.marginalia = '';
            tag.src = source;
            tag.onload = () => window.Plotly ? all() : next();
            tag.onerror = next;
            document.head.append(tag);
          };
          const load = () => {
            if (window.Plotly || !/^(https?|vscode-webview):$/.test(location.protocol)) return all();
            if (document.querySelector('script[data-marginalia]')) return;
            const base = document.body.dataset.baseUrl ?? JSON.parse(document.getElementById('jupyter-config-data')?.textContent ?? '{}').baseUrl;
            from([...base ? [base + '{{Served}}'] : [], '{{Source}}']);
          };
          if (!window.Plotly && document.readyState === 'loading') addEventListener('DOMContentLoaded', load); else load();
        })();
        """;
}
