"""Twin of the multi-scale network of Eigen and Fergus, all three scales."""
from twin import *


class Coarse(nn.Module):
    def __init__(self, widths, size, stride, hidden, channels):
        super().__init__()
        self.shape = [channels, size[0] // stride, size[1] // stride]
        self.trunk = ConvNet(widths)
        self.hidden = nn.Linear(widths[-1] * size[0] * size[1] // 4 ** (len(widths) - 1), hidden)
        self.map = nn.Linear(hidden, channels * self.shape[1] * self.shape[2])

    def forward(self, x):
        return self.map(F.relu(self.hidden(self.trunk(x)[-1].flatten(1)))).unflatten(1, self.shape)


def layer(inputs, outputs, kernel, stride):
    return [nn.Conv2d(inputs, outputs, kernel, stride, padding=kernel // 2, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()]


class Fine(nn.Module):
    def __init__(self, coarser, outputs, image, channels, layers, stride):
        super().__init__()
        widths = [image + coarser, *[channels] * layers]
        self.look = nn.Sequential(*layer(3, image, 9, 2))
        self.pool = nn.MaxPool2d(3, stride, padding=1)
        self.layers = nn.Sequential(*[part for a, b in zip(widths, widths[1:]) for part in layer(a, b, 5, 1)])
        self.output = nn.Conv2d(channels, outputs, 5, padding=2)

    def forward(self, image, coarser):
        seen = self.pool(self.look(image))
        enlarged = F.interpolate(coarser, size=seen.shape[2:], mode="bilinear", align_corners=False)
        return self.output(self.layers(torch.cat([seen, enlarged], 1)))


class EigenFergus(nn.Module):
    def __init__(self, outputs):
        super().__init__()
        self.coarse = Coarse([3, 4], (16, 14), stride=4, hidden=3, channels=2)
        self.second = nn.ModuleList(Fine(2, n, image=2, channels=3, layers=2, stride=2) for n in outputs)
        self.third = nn.ModuleList(Fine(n, n, image=2, channels=3, layers=1, stride=1) for n in outputs)

    def forward(self, image):
        coarse = self.coarse(image)
        seconds = [second(image, coarse) for second in self.second]
        thirds = [third(image, second) for third, second in zip(self.third, seconds)]
        enlarge = lambda y: F.interpolate(y, size=image.shape[2:], mode="bilinear", align_corners=False)
        self.intermediate = [[enlarge(y)] for y in seconds]
        return [enlarge(y) for y in thirds]


if __name__ == "__main__":
    torch.manual_seed(7)
    model = EigenFergus([2, 1])
    disturb(model)
    write("eigen-fergus", model, torch.rand(2, 3, 16, 14))
