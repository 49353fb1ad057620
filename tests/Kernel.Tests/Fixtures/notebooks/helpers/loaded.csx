var Loaded = "loaded";
