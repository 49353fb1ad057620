using System.Text.Json;

namespace Marginalia.Datasets.Files;

/// <summary>
/// Reads the JSON files of COCO (https://cocodataset.org/#format-data): images, annotations and categories, in any order. One pass over the bytes; masks,
/// which are most of them, stay in the file until they are asked for.
/// </summary>
internal sealed class CocoFile
{
    private readonly Dictionary<long, int> labels;

    private CocoFile(string path, List<CocoImage> images, List<CocoObject> objects, List<CocoCategory> categories)
    {
        FilePath = path;
        Images = images;
        Categories = [.. categories.OrderBy(category => category.Id)];
        labels = Categories.Select((category, label) => (category.Id, label)).DistinctBy(pair => pair.Id).ToDictionary(pair => pair.Id, pair => pair.label);
        var problems = new List<string>();
        var byId = new Dictionary<long, CocoImage>(images.Count);
        foreach (var image in images)
            if (!byId.TryAdd(image.Id, image))
                problems.Add($"{path}: image {image.Id} stands there twice, as {byId[image.Id].File} and as {image.File}");
            else if (image.File.Length == 0)
                problems.Add($"{path}: image {image.Id} has no file_name");
        foreach (var found in objects)
            if (byId.TryGetValue(found.Image, out var image))
                image.Objects.Add(found);
            else
                problems.Add($"{path}: annotation {found.Id} is of image {found.Image}, which is none of the {images.Count} images");
        if (labels.Count < Categories.Count)
            problems.Add($"{path}: several categories have the same id");
        if (images.Count == 0)
            problems.Add($"{path}: there are no images; expected a file of annotations of COCO");
        if (problems.Count > 0)
            throw new DatasetException(problems);
    }

    private delegate void Property<T>(ref Utf8JsonReader reader, T target);

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>The images in the order of the file, each with its annotations.</summary>
    public IReadOnlyList<CocoImage> Images { get; }

    /// <summary>The categories by number.</summary>
    public IReadOnlyList<CocoCategory> Categories { get; }

    /// <summary>The label of an object's category, its position among all; -1 where there is no such category.</summary>
    public int LabelOf(CocoObject found) => labels.GetValueOrDefault(found.Category, -1);

    /// <summary>Reads a file.</summary>
    /// <exception cref="DatasetException">The file is missing, no JSON, or not of COCO's form; the message has every reference that leads nowhere.</exception>
    public static CocoFile Read(string path)
    {
        var reader = new Utf8JsonReader(SourceFile.ReadBytes(path));
        try
        {
            var (images, objects, categories) = (new List<CocoImage>(), new List<CocoObject>(), new List<CocoCategory>());
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                throw new FormatException("expected an object with images, annotations and categories");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                if (reader.ValueTextEquals("images"u8))
                    ReadList(ref reader, images, ReadImage);
                else if (reader.ValueTextEquals("annotations"u8))
                    ReadList(ref reader, objects, ReadObject);
                else if (reader.ValueTextEquals("categories"u8))
                    ReadList(ref reader, categories, ReadCategory);
                else
                    Skip(ref reader);
            return new(path, images, objects, categories);
        }
        catch (JsonException error)
        {
            throw new DatasetException(path, $"this is no whole JSON text (line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}); fetch it again", error);
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException)
        {
            throw new DatasetException(path, $"byte {reader.TokenStartIndex + 1}: {(error is FormatException ? error.Message : "a value has another type")}; expected a file of annotations of COCO", error);
        }
    }

    /// <summary>The bytes of an object's mask, JSON.</summary>
    /// <exception cref="DatasetException">The file was cut off after it was read.</exception>
    public byte[] ReadMask(CocoObject found)
    {
        using var stream = SourceFile.Open(FilePath);
        var bytes = new byte[found.MaskLength];
        stream.Position = found.MaskStart;
        return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length
            ? bytes
            : throw new DatasetException(FilePath, "the file was cut off after it was opened");
    }

    private static void ReadList<T>(ref Utf8JsonReader reader, List<T> list, Property<T> property)
        where T : new()
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new FormatException("expected a list");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                throw new FormatException("expected an object");
            var element = new T();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                property(ref reader, element);
            list.Add(element);
        }
    }

    private static void ReadImage(ref Utf8JsonReader reader, CocoImage image)
    {
        if (reader.ValueTextEquals("id"u8))
            image.Id = Integer(ref reader);
        else if (reader.ValueTextEquals("file_name"u8))
            image.File = Text(ref reader);
        else if (reader.ValueTextEquals("height"u8))
            image.Height = checked((int)Integer(ref reader));
        else if (reader.ValueTextEquals("width"u8))
            image.Width = checked((int)Integer(ref reader));
        else
            Skip(ref reader);
    }

    private static void ReadObject(ref Utf8JsonReader reader, CocoObject found)
    {
        if (reader.ValueTextEquals("id"u8))
            found.Id = Integer(ref reader);
        else if (reader.ValueTextEquals("image_id"u8))
            found.Image = Integer(ref reader);
        else if (reader.ValueTextEquals("category_id"u8))
            found.Category = Integer(ref reader);
        else if (reader.ValueTextEquals("iscrowd"u8))
            found.Crowd = Integer(ref reader) != 0;
        else if (reader.ValueTextEquals("bbox"u8))
            found.Box = Numbers(ref reader);
        else if (reader.ValueTextEquals("keypoints"u8))
            found.Keypoints = Numbers(ref reader);
        else if (reader.ValueTextEquals("segmentation"u8))
        {
            reader.Read();
            found.MaskStart = (int)reader.TokenStartIndex;
            reader.Skip();
            found.MaskLength = (int)reader.BytesConsumed - found.MaskStart;
        }
        else
            Skip(ref reader);
    }

    private static void ReadCategory(ref Utf8JsonReader reader, CocoCategory category)
    {
        if (reader.ValueTextEquals("id"u8))
            category.Id = Integer(ref reader);
        else if (reader.ValueTextEquals("name"u8))
            category.Name = Text(ref reader);
        else if (reader.ValueTextEquals("keypoints"u8))
            category.Keypoints = JsonSerializer.Deserialize<string[]>(ref reader) ?? [];
        else
            Skip(ref reader);
    }

    private static void Skip(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    private static long Integer(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetInt64();
    }

    private static string Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString() ?? throw new FormatException("expected a text");
    }

    private static double[] Numbers(ref Utf8JsonReader reader)
    {
        reader.Read();
        return CocoMask.Numbers(ref reader);
    }
}
