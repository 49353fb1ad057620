using System.Text;
using Marginalia.Charts.Drawing;

namespace Marginalia.Claims;

/// <summary>A claim as a card. It takes its colours from the page where the page defines them (--fg, --bg, --muted, --line, --ok, --warn, --bad).</summary>
internal static class ClaimHtml
{
    const string Muted = "color:var(--muted,#767676)";
    const string Card = "border:1px solid var(--line,#8886);border-radius:6px;padding:.7em 1em;margin:.6em 0;max-width:56em;"
        + "color:var(--fg,inherit);background:var(--bg,transparent)";
    const string Badge = "white-space:nowrap;border:1.5px solid;border-radius:1em;padding:.1em .7em;font-weight:600";
    const string Cell = "text-align:left;padding:.25em .9em .25em 0;border-top:1px solid var(--line,#8884);vertical-align:top";

    public static string Of(Claim claim)
    {
        var colour = Colour(claim.Verdict);
        var html = new StringBuilder($"<div class=\"marginalia-claim\" style=\"{Card};border-left:5px solid {colour}\">\n")
            .Append("<div style=\"display:flex;gap:1em;justify-content:space-between;align-items:flex-start\">")
            .Append($"<strong>{Markup.Xml(claim.Sentence)}</strong>")
            .Append($"<span style=\"{Badge};color:{colour}\">{ClaimRow.Symbolise(claim.Verdict)} {ClaimRow.Word(claim.Verdict)}</span></div>\n")
            .Append($"<div style=\"{Muted};font-size:90%;margin:.2em 0 .6em\">{Markup.Xml(claim.Source)} · {ClaimRow.Circumstances(claim)}</div>\n");
        if (claim.Criteria.Count > 0)
            AppendTable(html, claim);
        if (claim.Verdict != claim.Declared)
            html.Append($"<div style=\"margin-top:.5em\">The notebook declares: {ClaimRow.Word(claim.Declared)}.</div>\n");
        if (claim.Why.Length > 0)
            html.Append($"<div style=\"margin-top:.5em\"><span style=\"{Muted}\">Why:</span> {Markup.Xml(claim.Why)}</div>\n");
        return html.Append("</div>").ToString();
    }

    static void AppendTable(StringBuilder html, Claim claim)
    {
        html.Append("<table style=\"border-collapse:collapse;font-size:92%;margin:0;background:none\">\n<tr>");
        foreach (var head in (string[])["criterion", "wanted", "measured", "per seed", ""])
            html.Append($"<th style=\"text-align:left;padding:.1em .9em .3em 0;font-weight:normal;{Muted}\">{head}</th>");
        html.Append("</tr>\n");
        foreach (var row in ClaimRow.Of(claim))
        {
            html.Append("<tr>");
            AppendCell(html, row.Name);
            AppendCell(html, Signs(row.Wanted));
            AppendCell(html, Signs(row.Found), "white-space:nowrap");
            AppendCell(html, Signs(row.Spread));
            AppendCell(html, $"{row.Symbol} {row.Outcome}", $"white-space:nowrap;color:{RowColour(row)}");
            html.Append("</tr>\n");
        }

        html.Append("</table>\n");
    }

    static void AppendCell(StringBuilder html, string text, string style = "") =>
        html.Append($"<td style=\"{Cell}{(style.Length > 0 ? ";" : "")}{style}\">{Markup.Xml(text)}</td>");

    static string Signs(string text) => text.Replace("<=", "≤").Replace(">=", "≥").Replace('-', '\u2212');

    static string Colour(Verdict verdict) => verdict switch
    {
        Verdict.Reproduced => "var(--ok,#2e8540)",
        Verdict.DirectionOnly => "var(--warn,#b36b00)",
        Verdict.NotReproduced => "var(--bad,#c4314b)",
        _ => "var(--muted,#767676)",
    };

    static string RowColour(ClaimRow row) => row.Outcome switch
    {
        ClaimRow.Met => Colour(Verdict.Reproduced),
        ClaimRow.Open => Colour(Verdict.NotAttempted),
        ClaimRow.Missed => Colour(Verdict.NotReproduced),
        _ => Colour(Verdict.DirectionOnly),
    };
}
