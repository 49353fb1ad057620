using System.Diagnostics;

namespace Marginalia.Kit.Tests;

/// <summary>
/// The launcher script, in a small copy of the repository where stand-ins for dotnet, cmake, npm and apt-get record what they are asked
/// and take their time: what is left behind by an interruption, by two starts at once, by a failure.
/// </summary>
public sealed class LauncherTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("launcher").FullName;

    public LauncherTests()
    {
        foreach (var file in new[] { "kit", "src/Kit/help.txt", "src/Kit/web/package.json", "src/Torch/native/CMakeLists.txt" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, file))!);
            File.Copy(Path.Combine(Repository.Root, file), Path.Combine(root, file));
        }

        Directory.CreateDirectory(Path.Combine(root, "tests"));
        foreach (var file in new[] { "Directory.Build.props", "global.json", ".editorconfig", "Marginalia.slnx" })
            File.WriteAllText(Path.Combine(root, file), "");

        Write("libtorch/include/torch/csrc/api/include/torch/version.h", "#define TORCH_VERSION_MAJOR 9\n#define TORCH_VERSION_MINOR 8\n#define TORCH_VERSION_PATCH 7\n");
        Write("libtorch/lib/libtorch_cpu.so", "");
        Tool("dotnet", """
            case $1 in
              build) echo build >>"$ROOT/calls"; sleep "${BUILD_TAKES:-0}"; bin=$ROOT/artifacts/bin/Kit/release
                for a in "$@"; do case $a in -p:TorchProvider=System) ;; -p:TorchProvider=*) bin=$ROOT/artifacts/${a#*=}/bin/Kit/release ;; *.csproj | *.slnx | *.slnf) echo "${a##*/}" >>"$ROOT/built" ;; esac; done
                mkdir -p "$bin"; echo "$BUILD" >"$bin/kit.dll" ;;
              msbuild) echo ahead >>"$ROOT/ahead"; [ -z "${AHEAD_FAILS:-}" ] ;;
              restore) echo "restore $*" >>"$ROOT/calls"; [ -z "${RESTORE_FAILS:-}" ] ;;
              *) echo "runs $(cat "$1") torch=${MARGINALIA_TORCH:-none} provider=$MARGINALIA_PROVIDER because $MARGINALIA_PROVIDER_WHY"; shift; echo "arguments: $*" ;;
            esac
            """);
        Tool("cmake", """
            echo "cmake $1" >>"$ROOT/calls"
            [ "$1" != -S ] || { sleep "${NATIVE_TAKES:-0}"; mkdir -p "$4"; }
            [ "$1" != --build ] || { [ -z "${NATIVE_FAILS:-}" ] || { echo 'no such header'; exit 1; }; echo shim >"$2/libmarginalia_torch.so"; }
            """);
        foreach (var tool in new[] { "npm", "apt-get", "sudo" })
            Tool(tool, "exit 1");
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Help_needs_nothing_and_builds_nothing()
    {
        foreach (var arguments in new[] { "", "--help", "help" })
        {
            var (code, output, _) = Run(arguments);
            Assert.Equal(0, code);
            Assert.Contains("./kit run", output);
            Assert.True(output.Split('\n').Length <= 25, "help must fit one screen");
        }

        Assert.False(File.Exists(Path.Combine(root, "calls")));
    }

    [Fact]
    public void The_second_start_builds_nothing()
    {
        var first = Run("run a.ipynb --quick");
        Assert.Equal(0, first.Code);
        Assert.Contains("arguments: run a.ipynb --quick", first.Output);
        Assert.Matches(@"torch=.*/artifacts/native/9\.8\.7-\d+/libmarginalia_torch\.so", first.Output);
        var calls = Calls;
        Assert.Equal(first.Output, Run("run a.ipynb --quick").Output);
        Assert.Equal(calls, Calls);
    }

    [Fact]
    public void A_changed_source_is_built_and_a_changed_native_source_too()
    {
        Run("run a.ipynb");
        Write("src/Kit/New.cs", "// new");
        Assert.Contains("runs second", Run("run a.ipynb", ("BUILD", "second")).Output);
        Assert.Equal(1, Calls.Count(call => call == "cmake --build"));
        Write("src/Torch/native/shim.cpp", "// new");
        Run("run a.ipynb");
        Assert.Equal(2, Calls.Count(call => call == "cmake --build"));
    }

    [Fact]
    public void What_runs_is_compiled_ahead_once_and_goes_on_without_where_that_fails()
    {
        var (code, output, error) = Run("run a.ipynb", ("AHEAD_FAILS", "1"));
        Assert.Equal(0, code);
        Assert.Contains("arguments: run a.ipynb", output);
        Assert.Contains("kit: that failed: starts will be a second slower", error);
        Run("run a.ipynb");
        Assert.Equal(["ahead"], File.ReadLines(Path.Combine(root, "ahead")));
        Write("src/Kit/New.cs", "// new");
        Assert.DoesNotContain("that failed", Run("run a.ipynb").Error);
        Assert.Equal(2, File.ReadLines(Path.Combine(root, "ahead")).Count());
    }

    [Theory]
    [InlineData("BUILD_TAKES")]
    [InlineData("NATIVE_TAKES")]
    public void After_an_interruption_the_same_command_works(string slow)
    {
        using (var process = Start("run a.ipynb", (slow, "30")))
        {
            var waited = Stopwatch.StartNew();
            while (!Calls.Contains(slow == "BUILD_TAKES" ? "build" : "cmake -S"))
            {
                Assert.True(waited.Elapsed < TimeSpan.FromSeconds(20), "the stand-in was not called");
                Thread.Sleep(20);
            }

            Process.Start("kill", ["-INT", "--", $"-{process.Id}"]).WaitForExit();
            Assert.True(process.WaitForExit(10_000), "Ctrl-C must stop it");
            Assert.NotEqual(0, process.ExitCode);
        }

        var (code, output, error) = Run("run a.ipynb");
        Assert.True(code == 0, error);
        Assert.Contains("arguments: run a.ipynb", output);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(root, "artifacts/native"), "build.*"));
    }

    [Fact]
    public void Two_starts_at_once_build_once()
    {
        using var one = Start("run a.ipynb", ("BUILD_TAKES", "2"));
        using var two = Start("run a.ipynb", ("BUILD_TAKES", "2"));
        foreach (var process in new[] { one, two })
        {
            var output = process.StandardOutput.ReadToEnd();
            Assert.True(process.WaitForExit(30_000));
            Assert.Equal(0, process.ExitCode);
            Assert.Contains("arguments: run a.ipynb", output);
        }

        Assert.Equal(1, Calls.Count(call => call == "build"));
        Assert.Equal(1, Calls.Count(call => call == "cmake --build"));
    }

    [Fact]
    public void A_folder_without_libtorch_is_refused_by_name()
    {
        var (code, _, error) = Run("run a.ipynb", ("LIBTORCH", "/nowhere/at/all"));
        Assert.Equal(3, code);
        Assert.Contains("LIBTORCH=/nowhere/at/all holds no libtorch: expected include/", error);
    }

    [Theory]
    [InlineData(1, 12, true)]
    [InlineData(1, 9, true)]
    [InlineData(1, 13, false)]
    [InlineData(2, 0, false)]
    public void A_libtorch_that_is_too_old_is_named(int major, int minor, bool tooOld)
    {
        Write("libtorch/include/torch/csrc/api/include/torch/version.h", $"#define TORCH_VERSION_MAJOR {major}\n#define TORCH_VERSION_MINOR {minor}\n#define TORCH_VERSION_PATCH 1\n");
        var (code, _, error) = Run("run a.ipynb");
        Assert.Equal(tooOld ? 3 : 0, code);
        Assert.Equal(tooOld, error.Contains($"libtorch {major}.{minor}.1 in {root}/libtorch is too old: 1.13"));
    }

    [Fact]
    public void A_failing_native_build_shows_its_end_and_leaves_nothing()
    {
        var (code, _, error) = Run("run a.ipynb", ("NATIVE_FAILS", "1"));
        Assert.Equal(3, code);
        Assert.Contains("no such header", error);
        Assert.Contains("did not build against libtorch 9.8.7", error);
        Assert.Equal(0, Run("run a.ipynb").Code);
    }

    [Fact]
    public void The_kernel_starts_at_once_on_what_was_built_last()
    {
        Assert.Contains("runs first", Run("kernel start one.json").Output); // nothing was built yet
        Write("src/Kit/New.cs", "// new");
        var (code, output, error) = Run("kernel start two.json", ("BUILD", "second"), ("LIBTORCH", ""));
        Assert.True(code == 0, error);
        Assert.Contains("runs first", output);
        Assert.Matches(@"torch=.*/artifacts/native/current/libmarginalia_torch\.so", output);
        Assert.Contains("arguments: kernel start two.json", output);
        Assert.Contains("sources changed since the last build", error);
        Assert.Contains("runs second", Run("status", ("BUILD", "second")).Output);
        (_, output, error) = Run("kernel start three.json");
        Assert.Contains("runs second", output);
        Assert.Equal("", error);
    }

    [Theory]
    [InlineData("lab", "jupyter-notebook libzmq5")]
    [InlineData("kernel install", "libzmq5")]
    [InlineData("test", "chromium shellcheck jupyter-notebook python3-nbclient python3-nbconvert python3-jupyter-kernel-test libzmq5")]
    [InlineData("run a.ipynb", null)]
    [InlineData("kernel uninstall", null)]
    public void What_a_command_needs_is_installed(string command, string? packages)
    {
        var kit = Path.Combine(root, "kit");
        File.WriteAllText(kit, File.ReadAllText(kit)
            .Replace("has() {", "has() { case $1 in jupyter-* | chromium | shellcheck) [ -e \"$ROOT/there\" ]; return ;; esac; ")
            .Replace("/usr/lib/python3/dist-packages/$", "$root/there/$")
            .Replace("for l in /usr/lib/libzmq.so.5", "for l in \"$root/there/libzmq.so.5\"; do [ ! -e \"$l\" ] || return 0; done; return 1; for l in"));
        Tool("sudo", "[ \"$1\" != -n ] || shift; exec \"$@\"");
        Tool("apt-get", """
            case " $* " in *" --assume-no "* | *" update "*) ;; *" install "*)
                mkdir -p "$ROOT/there"; for f in libzmq.so.5 nbclient nbconvert jupyter_kernel_test; do : >"$ROOT/there/$f"; done
                shift 4; echo "install $*" >>"$ROOT/calls" ;; *) exit 1 ;; esac
            """);
        var (code, _, error) = Run(command);
        Assert.True(code == 0, error);
        Assert.Equal(packages is null ? [] : [$"install {packages}"], Calls.Where(call => call.StartsWith("install") && !call.Contains("torch")));
        Assert.Equal(0, Run(command).Code);
        Assert.Equal(packages is null ? 0 : 1, Calls.Count(call => call.StartsWith("install")));
    }

    [Theory]
    [InlineData("run a.ipynb")]
    [InlineData("export gallery")]
    public void Without_npm_and_apt_it_goes_on_with_static_figures(string command)
    {
        var (code, output, error) = Run(command);
        Assert.Equal(0, code);
        Assert.Contains("figures stay static", error);
        Assert.Contains($"arguments: {command}", output);
    }

    [Fact]
    public void An_export_needs_the_scripts_of_pages_and_no_torch()
    {
        Assert.Contains("torch=none", Run("export gallery").Output);
        Assert.True(Directory.Exists(Path.Combine(root, "artifacts/web")));
        Assert.DoesNotContain("cmake -S", Calls);
        Assert.Equal("", Run("export gallery").Error);
    }

    [Theory]
    [InlineData("--torch TorchSharp-cpu")]
    [InlineData("--torch=TorchSharp-cpu")]
    public void A_package_can_be_asked_for_instead_of_libtorch(string option)
    {
        var (code, output, error) = Run($"{option} run a.ipynb");
        Assert.True(code == 0, error);
        Assert.Contains("torch=none provider=TorchSharp-cpu because --torch asks for it", output);
        Assert.Contains("arguments: run a.ipynb", output);
        Assert.DoesNotContain("cmake -S", Calls);
        Assert.True(File.Exists(Path.Combine(root, "artifacts/TorchSharp-cpu/bin/Kit/release/kit.dll")), "the package has a build of its own");
        Assert.Contains("provider=System because the default", Run("run a.ipynb").Output);
    }

    [Fact]
    public void With_a_package_the_tests_of_src_Torch_are_left_out()
    {
        Tool("chromium", "");
        Tool("shellcheck", "");
        Run("--torch TorchSharp-cpu test");
        Run("test");
        Assert.Equal(["Marginalia.TorchSharp.slnf", "Marginalia.slnx"], File.ReadAllLines(Path.Combine(root, "built")));
    }

    [Theory]
    [InlineData("--torch Nothing run a.ipynb", "--torch takes System, TorchSharp-cpu")]
    [InlineData("--torch", "--torch takes a provider")]
    [InlineData("--torch TorchSharp-cpu bench torch", "only with --torch System")]
    public void A_wrong_provider_is_refused(string arguments, string message)
    {
        var (code, _, error) = Run(arguments);
        Assert.Equal(2, code);
        Assert.Contains(message, error);
    }

    [Fact]
    public void Where_no_libtorch_can_be_had_the_package_takes_its_place_and_is_remembered()
    {
        ForgetTheSystemsLibtorch();
        var (code, output, error) = Run("run a.ipynb", ("LIBTORCH", ""));
        Assert.True(code == 0, error);
        Assert.Contains("no libtorch can be had here: trying the NuGet package TorchSharp-cpu", error);
        Assert.Contains("provider=TorchSharp-cpu because no libtorch could be found or installed", output);
        Assert.Equal(output, Run("run a.ipynb", ("LIBTORCH", "")).Output);
        Assert.Equal(1, Calls.Count(call => call.StartsWith("restore")));
        Assert.Contains("provider=System", Run("run a.ipynb").Output); // LIBTORCH names one
        Assert.Contains("provider=System", Run("run a.ipynb", ("LIBTORCH", "")).Output); // and it is found again
    }

    [Fact]
    public void Where_neither_libtorch_nor_the_package_can_be_had_it_says_what_to_do()
    {
        ForgetTheSystemsLibtorch();
        var (code, _, error) = Run("run a.ipynb", ("LIBTORCH", ""), ("RESTORE_FAILS", "1"));
        Assert.Equal(3, code);
        Assert.Contains("or set LIBTORCH to a libtorch of your own", error);
    }

    private void ForgetTheSystemsLibtorch()
    {
        var kit = Path.Combine(root, "kit");
        File.WriteAllText(kit, File.ReadAllText(kit).Replace("libtorch=/usr\n", $"libtorch={root}/none\n"));
        Tool("python3", "exit 1");
    }

    private string[] Calls => File.Exists(Path.Combine(root, "calls")) ? File.ReadAllLines(Path.Combine(root, "calls")) : [];

    private void Write(string file, string text)
    {
        var path = Path.Combine(root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private void Tool(string name, string script)
    {
        Write($"bin/{name}", $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(Path.Combine(root, "bin", name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    // setsid gives the script a process group of its own, as a terminal does, so that Ctrl-C can be sent to all of it.
    private Process Start(string arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("setsid", ["sh", "-c", $"exec ./kit {arguments}"])
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{root}/bin:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["ROOT"] = root;
        start.Environment["BUILD"] = "first";
        start.Environment["LIBTORCH"] = Path.Combine(root, "libtorch");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private (int Code, string Output, string Error) Run(string arguments, params (string Name, string Value)[] environment)
    {
        using var process = Start(arguments, environment);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(60_000), "the launcher hangs");
        return (process.ExitCode, output, error.Result);
    }
}
