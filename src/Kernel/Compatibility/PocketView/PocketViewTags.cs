namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>HTML's elements, for <c>using static</c>; see <see cref="PocketView"/>.</summary>
public static class PocketViewTags
{
    /// <summary>Elements that are not here: <c>_.article("text")</c>.</summary>
    public static dynamic _ => new PocketView();

    /// <summary>The <c>a</c> element.</summary>
    public static dynamic a => new PocketView("a");

    /// <summary>The <c>area</c> element.</summary>
    public static dynamic area => new PocketView("area");

    /// <summary>The <c>aside</c> element.</summary>
    public static dynamic aside => new PocketView("aside");

    /// <summary>The <c>b</c> element.</summary>
    public static dynamic b => new PocketView("b");

    /// <summary>The <c>body</c> element.</summary>
    public static dynamic body => new PocketView("body");

    /// <summary>The <c>br</c> element.</summary>
    public static dynamic br => new PocketView("br") { HtmlTag = { IsSelfClosing = true } };

    /// <summary>The <c>button</c> element.</summary>
    public static dynamic button => new PocketView("button");

    /// <summary>The <c>caption</c> element.</summary>
    public static dynamic caption => new PocketView("caption");

    /// <summary>The <c>center</c> element.</summary>
    public static dynamic center => new PocketView("center");

    /// <summary>The <c>circle</c> element.</summary>
    public static dynamic circle => new PocketView("circle");

    /// <summary>The <c>code</c> element.</summary>
    public static dynamic code => new PocketView("code");

    /// <summary>The <c>colgroup</c> element.</summary>
    public static dynamic colgroup => new PocketView("colgroup");

    /// <summary>The <c>dd</c> element.</summary>
    public static dynamic dd => new PocketView("dd");

    /// <summary>The <c>details</c> element.</summary>
    public static dynamic details => new PocketView("details");

    /// <summary>The <c>div</c> element.</summary>
    public static dynamic div => new PocketView("div");

    /// <summary>The <c>dl</c> element.</summary>
    public static dynamic dl => new PocketView("dl");

    /// <summary>The <c>dt</c> element.</summary>
    public static dynamic dt => new PocketView("dt");

    /// <summary>The <c>em</c> element.</summary>
    public static dynamic em => new PocketView("em");

    /// <summary>The <c>figure</c> element.</summary>
    public static dynamic figure => new PocketView("figure");

    /// <summary>The <c>font</c> element.</summary>
    public static dynamic font => new PocketView("font");

    /// <summary>The <c>form</c> element.</summary>
    public static dynamic form => new PocketView("form");

    /// <summary>The <c>g</c> element.</summary>
    public static dynamic g => new PocketView("g");

    /// <summary>The <c>h1</c> element.</summary>
    public static dynamic h1 => new PocketView("h1");

    /// <summary>The <c>h2</c> element.</summary>
    public static dynamic h2 => new PocketView("h2");

    /// <summary>The <c>h3</c> element.</summary>
    public static dynamic h3 => new PocketView("h3");

    /// <summary>The <c>h4</c> element.</summary>
    public static dynamic h4 => new PocketView("h4");

    /// <summary>The <c>h5</c> element.</summary>
    public static dynamic h5 => new PocketView("h5");

    /// <summary>The <c>h6</c> element.</summary>
    public static dynamic h6 => new PocketView("h6");

    /// <summary>The <c>head</c> element.</summary>
    public static dynamic head => new PocketView("head");

    /// <summary>The <c>header</c> element.</summary>
    public static dynamic header => new PocketView("header");

    /// <summary>The <c>hgroup</c> element.</summary>
    public static dynamic hgroup => new PocketView("hgroup");

    /// <summary>The <c>hr</c> element.</summary>
    public static dynamic hr => new PocketView("hr");

    /// <summary>The <c>html</c> element.</summary>
    public static dynamic html => new PocketView("html");

    /// <summary>The <c>i</c> element.</summary>
    public static dynamic i => new PocketView("i");

    /// <summary>The <c>iframe</c> element.</summary>
    public static dynamic iframe => new PocketView("iframe");

    /// <summary>The <c>img</c> element.</summary>
    public static dynamic img => new PocketView("img");

    /// <summary>The <c>input</c> element.</summary>
    public static dynamic input => new PocketView("input") { HtmlTag = { IsSelfClosing = true } };

    /// <summary>The <c>label</c> element.</summary>
    public static dynamic label => new PocketView("label");

    /// <summary>The <c>li</c> element.</summary>
    public static dynamic li => new PocketView("li");

    /// <summary>The <c>line</c> element.</summary>
    public static dynamic line => new PocketView("line");

    /// <summary>The <c>link</c> element.</summary>
    public static dynamic link => new PocketView("link");

    /// <summary>The <c>main</c> element.</summary>
    public static dynamic main => new PocketView("main");

    /// <summary>The <c>menu</c> element.</summary>
    public static dynamic menu => new PocketView("menu");

    /// <summary>The <c>menuitem</c> element.</summary>
    public static dynamic menuitem => new PocketView("menuitem");

    /// <summary>The <c>meta</c> element.</summary>
    public static dynamic meta => new PocketView("meta");

    /// <summary>The <c>meter</c> element.</summary>
    public static dynamic meter => new PocketView("meter");

    /// <summary>The <c>nav</c> element.</summary>
    public static dynamic nav => new PocketView("nav");

    /// <summary>The <c>ol</c> element.</summary>
    public static dynamic ol => new PocketView("ol");

    /// <summary>The <c>optgroup</c> element.</summary>
    public static dynamic optgroup => new PocketView("optgroup");

    /// <summary>The <c>option</c> element.</summary>
    public static dynamic option => new PocketView("option");

    /// <summary>The <c>p</c> element.</summary>
    public static dynamic p => new PocketView("p");

    /// <summary>The <c>pre</c> element.</summary>
    public static dynamic pre => new PocketView("pre");

    /// <summary>The <c>progress</c> element.</summary>
    public static dynamic progress => new PocketView("progress");

    /// <summary>The <c>q</c> element.</summary>
    public static dynamic q => new PocketView("q");

    /// <summary>The <c>script</c> element.</summary>
    public static dynamic script => new PocketView("script");

    /// <summary>The <c>section</c> element.</summary>
    public static dynamic section => new PocketView("section");

    /// <summary>The <c>select</c> element.</summary>
    public static dynamic select => new PocketView("select");

    /// <summary>The <c>small</c> element.</summary>
    public static dynamic small => new PocketView("small");

    /// <summary>The <c>source</c> element.</summary>
    public static dynamic source => new PocketView("source");

    /// <summary>The <c>span</c> element.</summary>
    public static dynamic span => new PocketView("span");

    /// <summary>The <c>strike</c> element.</summary>
    public static dynamic strike => new PocketView("strike");

    /// <summary>The <c>strong</c> element.</summary>
    public static dynamic strong => new PocketView("strong");

    /// <summary>The <c>style</c> element.</summary>
    public static dynamic style => new PocketView("style");

    /// <summary>The <c>sub</c> element.</summary>
    public static dynamic sub => new PocketView("sub");

    /// <summary>The <c>summary</c> element.</summary>
    public static dynamic summary => new PocketView("summary");

    /// <summary>The <c>sup</c> element.</summary>
    public static dynamic sup => new PocketView("sup");

    /// <summary>The <c>svg</c> element.</summary>
    public static dynamic svg => new PocketView("svg");

    /// <summary>The <c>table</c> element.</summary>
    public static dynamic table => new PocketView("table");

    /// <summary>The <c>tbody</c> element.</summary>
    public static dynamic tbody => new PocketView("tbody");

    /// <summary>The <c>td</c> element.</summary>
    public static dynamic td => new PocketView("td");

    /// <summary>The <c>text</c> element.</summary>
    public static dynamic text => new PocketView("text");

    /// <summary>The <c>textarea</c> element.</summary>
    public static dynamic textarea => new PocketView("textarea");

    /// <summary>The <c>tfoot</c> element.</summary>
    public static dynamic tfoot => new PocketView("tfoot");

    /// <summary>The <c>th</c> element.</summary>
    public static dynamic th => new PocketView("th");

    /// <summary>The <c>thead</c> element.</summary>
    public static dynamic thead => new PocketView("thead");

    /// <summary>The <c>title</c> element.</summary>
    public static dynamic title => new PocketView("title");

    /// <summary>The <c>tr</c> element.</summary>
    public static dynamic tr => new PocketView("tr");

    /// <summary>The <c>u</c> element.</summary>
    public static dynamic u => new PocketView("u");

    /// <summary>The <c>ul</c> element.</summary>
    public static dynamic ul => new PocketView("ul");

    /// <summary>The <c>video</c> element.</summary>
    public static dynamic video => new PocketView("video");
}
