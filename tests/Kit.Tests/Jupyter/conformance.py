"""The public conformance tests for Jupyter kernels, with what C# can be asked. The kernel is found through JUPYTER_PATH."""
import unittest

import jupyter_kernel_test

PATIENCE = 120


class MarginaliaTests(jupyter_kernel_test.KernelTests):
    kernel_name = "marginalia"
    language_name = "C#"
    file_extension = ".cs"
    code_hello_world = 'Console.Write("hello, world");'
    code_stderr = 'Console.Error.Write("problem");'
    completion_samples = [
        {"text": "Console.WriteL", "matches": {"WriteLine"}},
        {"text": "\"\".TrimS", "matches": {"TrimStart"}},
        {"text": "Math.Cb", "matches": {"Cbrt"}},
    ]
    complete_code_samples = ["1", 'Console.WriteLine("x");', "int Twice(int x) => 2 * x;", "foreach (var i in new[] { 1 }) { }"]
    incomplete_code_samples = ["for (var i = 0; i < 3; i++) {", "int Twice(", "var text = \"\"\"", "/* comment"]
    invalid_code_samples = ["var x = ;", "1 1", "class { }"]
    code_generate_error = 'throw new InvalidOperationException("no");'
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"a" + 1', "result": "a1"},
        {"code": "6 * 7", "result": "42"},
        {"code": "6 * 7", "result": "42"},
        {"code": 'HTML("<b>bold</b>")', "mime": "text/html"},
    ]
    code_display_data = [
        {"code": 'HTML("<b>bold</b>").Display();', "mime": "text/html"},
        {"code": '"# title".DisplayAs("text/markdown");', "mime": "text/markdown"},
        {"code": '"{}".DisplayAs("application/json");', "mime": "application/json"},
        {"code": "display(42);", "mime": "text/plain"},
    ]
    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "6 * ?"
    code_inspect_sample = "Console.WriteLine"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kc.execute_interactive("1", timeout=PATIENCE, output_hook=lambda message: None)  # a busy machine may take long to get the compiler going

    def execute_helper(self, code, timeout=PATIENCE, **options):
        return super().execute_helper(code, timeout=timeout, **options)


if __name__ == "__main__":
    unittest.main(verbosity=2)
