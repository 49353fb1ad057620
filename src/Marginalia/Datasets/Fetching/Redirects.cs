using System.Net;

namespace Marginalia.Datasets.Fetching;

/// <summary>Sends a request and follows redirects, never from https to http.</summary>
static class Redirects
{
    const int Most = 10;

    /// <summary>Whether a file may be asked for there: https always, http only where its SHA-256 is known.</summary>
    public static bool Allowed(Uri url, RemoteFile file) => url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && file.Sha256 is not null);

    /// <summary>The first answer that is not a redirect; the caller disposes it.</summary>
    public static async Task<HttpResponseMessage> Send(HttpClient client, Uri url, Action<HttpRequestMessage> prepare, CancellationToken cancel)
    {
        for (int hop = 0; hop <= Most; hop++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
            request.Headers.TryAddWithoutValidation("User-Agent", "marginalia-data-scripts");
            prepare(request);
            var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel).ConfigureAwait(false);
            if (!IsRedirect(response.StatusCode))
                return response;
            using (response)
            {
                if (response.Headers.Location is not { } location)
                    throw new TransferException($"{url}: answers {(int)response.StatusCode} without saying where to go", final: true);
                var next = new Uri(url, location);
                if (next.Scheme != Uri.UriSchemeHttps && (url.Scheme == Uri.UriSchemeHttps || next.Scheme != Uri.UriSchemeHttp))
                    throw new TransferException($"{url}: leads to {next.Scheme}://{next.Authority}, which is not encrypted; refused", final: true);
                url = next;
            }
        }

        throw new TransferException($"{url}: more than {Most} redirects", final: true);
    }

    static bool IsRedirect(HttpStatusCode status) => status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
        or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
}
