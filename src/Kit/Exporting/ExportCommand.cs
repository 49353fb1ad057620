using Marginalia.Kit.CommandLine;

namespace Marginalia.Kit.Exporting;

/// <summary><c>kit export</c>: stored notebooks as pages.</summary>
internal sealed class ExportCommand() : CommandGroup("export", """
    usage: ./kit export html NOTEBOOK... [--out DIR]
           ./kit export gallery [--out DIR]

    Stored notebooks for a browser, as they are: nothing is executed.

      html            a page for each notebook, each complete in one file
      gallery         a site of all notebooks: chapters, claims, search

    Both need no network, and no JavaScript to be read.
    ./kit export gallery --help explains it and its options.

    example: ./kit export gallery
    """, new ExportHtmlCommand(), new ExportGalleryCommand());
