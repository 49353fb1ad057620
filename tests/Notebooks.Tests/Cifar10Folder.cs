namespace Marginalia.Notebooks.Tests;

/// <summary>A tiny CIFAR-10 in its binary layout: five training files and a test file of records of a label and 3 x 32 x 32 bytes.</summary>
internal static class Cifar10Folder
{
    /// <summary>Writes pictures of ten colours, with stripes.</summary>
    /// <param name="root">Where the files go.</param>
    /// <param name="perFile">Pictures in each file.</param>
    public static void Write(string root, int perFile = 8)
    {
        Directory.CreateDirectory(root);
        foreach (var (file, name) in ((string[])["data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5", "test_batch"]).Index())
        {
            var bytes = new byte[perFile * 3073];
            for (int i = 0; i < bytes.Length; i++)
            {
                int picture = i / 3073, label = (picture + file) % 10, place = i % 3073 - 1;
                bytes[i] = (byte)(place < 0 ? label : (20 * label + 40 * (place / 1024) + (place % 8 < 4 ? 30 : 0)) % 256);
            }

            File.WriteAllBytes(Path.Combine(root, name + ".bin"), bytes);
        }
    }
}
