using System.Text.Json.Nodes;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Documents.Formats;

namespace Marginalia.Kit.Documents;

/// <summary>The notebook that a paper's author starts from: it runs, and lacks nothing that <c>kit lint</c> asks for but a run.</summary>
internal static class Scaffold
{
    /// <summary>A new notebook.</summary>
    /// <param name="paper">The paper.</param>
    /// <param name="chapter">The folder under notebooks/.</param>
    /// <param name="year">The paper's year.</param>
    public static Notebook Of(Paper paper, string chapter, int year) => NewNotebook.Of(
    [
        Text("title", $"""
            # {paper.Called}: what it does, in half a line

            **Paper.** Authors, *{paper.Called}*, venue {year}{(paper.Arxiv is { } id ? $", [arXiv {id}](https://arxiv.org/abs/{id})" : "")}.

            The problem, and the idea, for somebody who has not read the paper: three sentences.

            This notebook repeats its experiment on data that it makes itself. It takes so many minutes on two cores, some seconds with `--quick`. What it shows:

            1. one step of the method with numbers that can be checked by hand;
            2. the method against its baselines, each tuned with the same care.
            """),
        Code("usings", """
            #r "Marginalia"
            using Marginalia.Charts;
            using Marginalia.Claims;
            """),
        Code("parameters", """
            bool quick = false;      // some seconds: one seed, everything small
            int seeds = 3;           // repetitions
            """, "parameters"),
        Text("promise", $"""
            {PaperRules.Sections[0]}

            The criteria stand before anything is measured. Say what is measured, on which data, and why the margin is what it is.
            """),
        Code("claims", $$"""
            var source = "Authors {{year}}, section or figure";
            var budget = quick ? Budget.Quick : Budget.Full;

            var claim = new Claim("beats-the-baseline",
                    "What the paper says, in one sentence with a subject and a verb.",
                    source, declared: Verdict.NotAttempted, budget, needs: Budget.Full, seeds: 3)
                .Criterion("test loss: method - baseline", Bound.LowerBy(0.03));
            """),
        Text("experiment", """
            ## The experiment

            The equation beside the line that computes it: $y = \theta x$.
            """),
        Code("experiment-code", """
            // One value for each seed. Replace both by the experiment, and the claim's last word by what was found.
            double Loss(string method, int seed) => method == "method" ? 0.5 : 0.6;

            int[] repetitions = [.. Enumerable.Range(0, quick ? 1 : seeds)];
            string[] methods = ["baseline", "method"];
            new Figure("Test loss", x: "", y: "loss").Bars(methods, methods.Select(method => repetitions.Average(seed => Loss(method, seed))))
            """),
        Text("verdict", PaperRules.Sections[1]),
        Code("verdict-code", """
            // claim.Measure("test loss: method - baseline", repetitions.Select(seed => Loss("method", seed)), repetitions.Select(seed => Loss("baseline", seed)));
            display(claim.NotAttempted("The experiment is not written yet."));
            """),
        Text("holds", """
            **Holds.** What was found, with its numbers.

            **Does not hold.** What was not, and why, as far as we know.

            **Left open by the paper,** and chosen by us: everything that had to be guessed.
            """),
        Text("exercises", $"""
            {PaperRules.Sections[2]}

            1. A line to change, and a question that the change answers.
            """),
    ],
    new()
    {
        ["marginalia"] = new JsonObject { ["paper"] = paper.Called, ["authors"] = "", ["arxiv"] = paper.Arxiv ?? "none", ["year"] = year, ["chapter"] = chapter },
    });

    static DocumentCell Text(string id, string text) => new(DocumentCell.Markdown, text.ReplaceLineEndings("\n"), id);

    static DocumentCell Code(string id, string code, params string[] tags) =>
        new("csharp", code.ReplaceLineEndings("\n"), id, tags.Length == 0 ? null : new() { ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]) });
}
