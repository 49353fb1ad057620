using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace Marginalia.Torch.Tests.Programs;

/// <summary>A small transformer (Vaswani et al. 2017, arXiv 1706.03762) learns to continue a text letter by letter.</summary>
public class TransformerLanguageModelProgram
{
    const string Text = "the quick brown fox jumps over the lazy dog. ";
    const int Context = 12;

    [Fact]
    public void Continues_a_text()
    {
        manual_seed(1);
        var letters = Text.Distinct().OrderBy(c => c).ToList();
        var data = tensor(string.Concat(Enumerable.Repeat(Text, 4)).Select(c => (long)letters.IndexOf(c)).ToArray());
        using var model = new TransformerModel(letters.Count, emsize: 32, nheads: 2, nhidden: 64, nlayers: 2, dropout: 0.05);
        var loss = CrossEntropyLoss();
        var optimizer = optim.Adam(model.parameters(), lr: 5e-3);
        var mask = model.GenerateSquareSubsequentMask(Context);
        double last = 0;
        for (var step = 0; step < 150; step++)
        {
            using var d = NewDisposeScope();
            var starts = randint(0, Text.Length, new long[] { 16 }).data<long>().ToArray();
            var source = stack(starts.Select(s => data.narrow(0, s, Context)), 1);
            var target = stack(starts.Select(s => data.narrow(0, s + 1, Context)), 1).reshape(-1);
            optimizer.zero_grad();
            var output = loss.call(model.call(source, mask).reshape(-1, letters.Count), target);
            output.backward();
            nn.utils.clip_grad_norm_(model.parameters(), 0.5);
            optimizer.step();
            last = output.ToDouble();
        }
        Assert.True(last < 0.4, $"loss {last}");

        model.eval();
        using (no_grad())
        {
            var text = Text[..Context];
            while (text.Length < Text.Length)
            {
                var input = tensor(text[^Context..].Select(c => (long)letters.IndexOf(c)).ToArray()).unsqueeze(1);
                text += letters[(int)model.call(input, mask)[-1, 0].argmax().ToInt64()];
            }
            Assert.Equal(Text, text);
        }
    }

    class TransformerModel : Module<Tensor, Tensor, Tensor>
    {
        private readonly TransformerEncoder transformer_encoder;
        private readonly PositionalEncoding pos_encoder;
        private readonly Embedding encoder;
        private readonly Linear decoder;
        private readonly long ninputs;

        public TransformerModel(long ntokens, long emsize, long nheads, long nhidden, long nlayers, double dropout = 0.5) : base("Transformer")
        {
            ninputs = emsize;
            pos_encoder = new PositionalEncoding(ninputs, dropout);
            var encoder_layers = TransformerEncoderLayer(ninputs, nheads, nhidden, dropout);
            transformer_encoder = TransformerEncoder(encoder_layers, nlayers);
            encoder = Embedding(ntokens, ninputs);
            decoder = Linear(ninputs, ntokens);
            InitWeights();
            RegisterComponents();
        }

        public Tensor GenerateSquareSubsequentMask(long size)
        {
            var mask = (ones(new long[] { size, size }) == 1).triu().transpose(0, 1);
            return mask.to_type(ScalarType.Float32)
                .masked_fill(mask == 0, float.NegativeInfinity)
                .masked_fill(mask == 1, 0.0f);
        }

        private void InitWeights()
        {
            const double initrange = 0.1;
            init.uniform_(encoder.weight!, -initrange, initrange);
            init.zeros_(decoder.bias!);
            init.uniform_(decoder.weight!, -initrange, initrange);
        }

        public override Tensor forward(Tensor t, Tensor mask)
        {
            var src = pos_encoder.call(encoder.call(t) * MathF.Sqrt(ninputs));
            var enc = transformer_encoder.call(src, mask);
            return decoder.call(enc);
        }
    }

    class PositionalEncoding : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> dropout;
        private Tensor pe;

        public PositionalEncoding(long dmodel, double dropout, int maxLen = 500) : base("PositionalEncoding")
        {
            this.dropout = Dropout(dropout);
            var pe = zeros(new long[] { maxLen, dmodel });
            var position = arange(0, maxLen, 1).unsqueeze(1);
            var divTerm = (arange(0, dmodel, 2) * (-Math.Log(10000.0) / dmodel)).exp();
            pe[TensorIndex.Ellipsis, TensorIndex.Slice(0, null, 2)] = (position * divTerm).sin();
            pe[TensorIndex.Ellipsis, TensorIndex.Slice(1, null, 2)] = (position * divTerm).cos();
            this.pe = pe.unsqueeze(0).transpose(0, 1);
            RegisterComponents();
        }

        public override Tensor forward(Tensor t)
        {
            var x = t + pe[TensorIndex.Slice(null, t.shape[0]), TensorIndex.Slice()];
            return dropout.call(x);
        }
    }
}
