using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Marginalia.Torch.Tests.Programs;

/// <summary>A bag of embeddings and a linear layer learn the topic of sentences of different lengths.</summary>
public class TextClassifier
{
    static readonly string[][] Words =
    [
        ["goal", "match", "team", "coach", "score", "league"],
        ["stock", "market", "bank", "price", "trade", "profit"],
        ["planet", "cell", "energy", "theory", "lab", "atom"],
    ];

    static readonly string[] Common = ["the", "a", "of", "new", "and", "says", "today", "in"];

    [Fact]
    public void Learns_topics()
    {
        manual_seed(1);
        var vocabulary = Words.SelectMany(w => w).Concat(Common).ToList();
        var random = new Random(1);
        var train = Enumerable.Range(0, 300).Select(i => Sentence(random, i % 3)).ToList();
        var test = Enumerable.Range(0, 90).Select(i => Sentence(random, i % 3)).ToList();
        using var model = new TextClassificationModel(vocabulary.Count, 16, 3);
        var criterion = CrossEntropyLoss();
        var optimizer = optim.SGD(model.parameters(), learningRate: 2.0);
        for (var epoch = 0; epoch < 8; epoch++)
        {
            foreach (var batch in train.OrderBy(_ => random.Next()).Chunk(16))
            {
                using var d = NewDisposeScope();
                optimizer.zero_grad();
                var (labels, texts, offsets) = Collate(batch, vocabulary);
                var predicted = model.call(texts, offsets);
                var loss = criterion.call(predicted, labels);
                loss.backward();
                nn.utils.clip_grad_norm_(model.parameters(), 0.5);
                optimizer.step();
            }
        }

        model.eval();
        using (no_grad())
        {
            var (labels, texts, offsets) = Collate(test, vocabulary);
            var accuracy = (model.call(texts, offsets).argmax(1) == labels).to(ScalarType.Float32).mean().ToSingle();
            Assert.True(accuracy >= 0.95, $"accuracy {accuracy}");
        }
    }

    static (string[] Text, long Label) Sentence(Random random, int topic) =>
        ([.. Enumerable.Range(0, random.Next(4, 12)).Select(i => i < 2 ? Words[topic][random.Next(6)] : Common[random.Next(Common.Length)]).OrderBy(_ => random.Next())], topic);

    static (Tensor, Tensor, Tensor) Collate(IList<(string[] Text, long Label)> batch, List<string> vocabulary)
    {
        var offsets = new List<long> { 0 };
        foreach (var (text, _) in batch.SkipLast(1)) offsets.Add(offsets[^1] + text.Length);
        return (tensor(batch.Select(b => b.Label).ToArray()), tensor(batch.SelectMany(b => b.Text).Select(w => (long)vocabulary.IndexOf(w)).ToArray()), tensor(offsets.ToArray()));
    }

    class TextClassificationModel : Module<Tensor, Tensor, Tensor>
    {
        private readonly EmbeddingBag embedding;
        private readonly Linear fc;

        public TextClassificationModel(long vocab_size, long embed_dim, long num_class) : base("TextClassification")
        {
            embedding = EmbeddingBag(vocab_size, embed_dim, sparse: false);
            fc = Linear(embed_dim, num_class);
            InitWeights();
            RegisterComponents();
        }

        private void InitWeights()
        {
            const double initrange = 0.5;
            init.uniform_(embedding.weight!, -initrange, initrange);
            init.uniform_(fc.weight!, -initrange, initrange);
            init.zeros_(fc.bias!);
        }

        public override Tensor forward(Tensor input, Tensor offsets) => fc.call(embedding.call(input, offsets));
    }
}
