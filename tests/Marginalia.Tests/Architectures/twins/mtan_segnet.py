"""Twin of MTAN on a SegNet (https://github.com/lorenmt/mtan), which says how many parameters the paper's network has, too."""
from encoders import *


class MtanSegNet(nn.Module):
    def __init__(self, outputs, widths, convolutions, official=False):
        super().__init__()
        w, n = widths, len(widths)
        finer = [w[max(0, k - 1)] for k in range(n)]

        def stage(a, b, count):
            return Stage(ConvolutionBlock(a, b), nn.Sequential(*(ConvolutionBlock(b, b) for _ in range(count - 1))))

        self.encoder = nn.ModuleList(stage(3 if k == 0 else w[k - 1], w[k], convolutions[k]) for k in range(n))
        self.decoder = nn.ModuleList(stage(w[k], finer[k], convolutions[k]) for k in range(n))
        self.encoderRefinement = nn.ModuleList(ConvolutionBlock(w[k], w[min(n - 1, k + 1)]) for k in range(n))
        self.decoderRefinement = nn.ModuleList(ConvolutionBlock(w[k], finer[k]) for k in range(n))
        self.encoderAttention = nn.ModuleList(nn.ModuleList(
            AttentionModule(w[0] if k == 0 else 2 * w[k], w[k], w[k]) for k in range(n)) for _ in outputs)
        self.decoderAttention = nn.ModuleList(nn.ModuleList(
            AttentionModule(w[k] + finer[k], finer[k], finer[k]) for k in range(n)) for _ in outputs)
        self.heads = nn.ModuleList(nn.Sequential(nn.Conv2d(w[0], w[0], 3, padding=1), nn.Conv2d(w[0], c, 1)) for c in outputs)

    def forward(self, x):
        encoded, positions = [], []
        for stage in self.encoder:
            u = stage.enter(x)
            p = stage.blocks[-1](u)
            encoded.append((u, p))
            x, where = F.max_pool2d(p, 2, return_indices=True)
            positions.append(where)
        decoded = []
        for stage, where, (_, p) in reversed([*zip(self.decoder, positions, encoded)]):
            g = F.max_unpool2d(x, where, 2, output_size=p.shape[2:])
            x = stage(g)
            decoded.append((g, x))
        results = []
        for encoder, decoder, head in zip(self.encoderAttention, self.decoderAttention, self.heads):
            a = None
            for attention, refine, (u, p) in zip(encoder, self.encoderRefinement, encoded):
                mask = attention(u if a is None else torch.cat([u, a], 1))
                a = F.max_pool2d(refine(mask * p), 2)
            for attention, refine, (g, d) in zip(reversed(decoder), reversed(self.decoderRefinement), decoded):
                a = refine(F.interpolate(a, size=g.shape[2:], mode="bilinear", align_corners=True))
                a = attention(torch.cat([g, a], 1)) * d
            results.append(head(a))
        return results


if __name__ == "__main__":
    torch.manual_seed(0)
    model = MtanSegNet([2, 3], [3, 4], [2, 3])
    disturb(model)
    write("mtan-segnet", model, torch.randn(2, 3, 13, 18))
    paper = MtanSegNet([13, 1, 3], [64, 128, 256, 512, 512], [2, 2, 3, 3, 3])
    biases = sum(m.num_features for m in paper.modules() if isinstance(m, nn.BatchNorm2d))
    print("parameters at the paper's widths:", sum(p.numel() for p in paper.parameters()), "; biases before normalizations, which the official code has:", biases)
