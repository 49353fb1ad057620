namespace Marginalia.Datasets.RoomScenes;

/// <summary>Pieces of furniture in random sizes and materials, as one finds them in homes. Sizes are in metres.</summary>
internal sealed class Furniture(SeededRandom random, Palette palette)
{
    private double Uniform(double low, double high) => random.NextUniform(low, high);

    /// <summary>A table with four legs, square or round ones.</summary>
    public Piece Table(bool low)
    {
        bool isRound = random.NextInt64(2) == 0;
        double width = low ? Uniform(0.8, 1.2) : Uniform(1, 1.7), depth = low ? Uniform(0.5, 0.7) : Uniform(0.65, 0.95);
        double height = low ? Uniform(0.38, 0.5) : Uniform(0.7, 0.78), thick = Uniform(0.03, 0.05), leg = Uniform(0.025, 0.04);
        RoomMaterial top = palette.Wood(random), legs = palette.Wood(random);
        var piece = new Piece(RoomClass.Table) { Support = (height, width / 2 - 0.1, depth / 2 - 0.1) }
            .Box(RoomPart.Top, top, new(0, height - thick / 2, 0), width, thick, depth);
        return Legs(piece, legs, isRound, width / 2 - 0.06, depth / 2 - 0.06, height - thick, leg);
    }

    /// <summary>A round table on one leg.</summary>
    public Piece RoundTable()
    {
        double radius = Uniform(0.4, 0.65), height = Uniform(0.68, 0.76);
        RoomMaterial top = palette.Wood(random), leg = palette.Lacquer(random);
        return new Piece(RoomClass.Table) { Support = (height, radius / 2, radius / 2) }
            .Cylinder(RoomPart.Top, top, new(0, height - 0.02, 0), radius, 0.04)
            .Cylinder(RoomPart.Leg, leg, new(0, height / 2 - 0.02, 0), 0.04, height - 0.06)
            .Cylinder(RoomPart.Leg, leg, new(0, 0.015, 0), 0.6 * radius, 0.03);
    }

    /// <summary>A chair with a slanting back.</summary>
    public Piece Chair()
    {
        bool isRound = random.NextInt64(2) == 0;
        double width = Uniform(0.4, 0.48), seat = Uniform(0.43, 0.48), back = Uniform(0.4, 0.55), slant = Uniform(0.05, 0.25);
        RoomMaterial cover = palette.Fabric(random), wood = palette.Wood(random);
        var axes = Frame.Tilted(slant);
        var middle = new Vector(0, seat, width / 2 - 0.02) + back / 2 * axes.Y;
        var piece = new Piece(RoomClass.Chair)
            .Box(RoomPart.Seat, cover, new(0, seat - 0.025, 0), width, 0.05, width)
            .Box(RoomPart.Back, cover, middle, width, back, 0.035, axes);
        return Legs(piece, wood, isRound, width / 2 - 0.03, width / 2 - 0.03, seat - 0.05, 0.02);
    }

    /// <summary>A sofa for one to three people.</summary>
    public Piece Sofa()
    {
        int seats = 1 + (int)random.NextInt64(3);
        double width = 0.4 + 0.62 * seats, depth = Uniform(0.8, 0.95), seat = Uniform(0.4, 0.46), back = Uniform(0.75, 0.9), arm = Uniform(0.14, 0.2);
        RoomMaterial cover = palette.Fabric(random), cushion = palette.Fabric(random);
        double inner = width - 2 * arm;
        var piece = new Piece(RoomClass.Sofa) { Support = (seat, inner / 2 - 0.15, depth / 2 - 0.3) }
            .Box(RoomPart.Body, cover, new(0, seat / 2 - 0.05, 0), width - 0.02, seat - 0.1, depth - 0.02)
            .Box(RoomPart.Back, cover, new(0, back / 2 + 0.02, depth / 2 - 0.1), width, back - 0.04, 0.2)
            .Box(RoomPart.Arm, cover, new(-(width - arm) / 2, 0.31, 0), arm, 0.58, depth)
            .Box(RoomPart.Arm, cover, new((width - arm) / 2, 0.31, 0), arm, 0.58, depth);
        for (int k = 0; k < seats; k++)
        {
            double x = ((k + 0.5) / seats - 0.5) * inner;
            piece.Box(RoomPart.Seat, cover, new(x, seat - 0.05, -0.1), inner / seats - 0.015, 0.11, depth - 0.22);
        }

        return piece.Box(
            RoomPart.Cushion, cushion, new(inner / 2 - 0.22, seat + 0.2, depth / 2 - 0.3), 0.4, 0.4, 0.12, Frame.Tilted(0.35));
    }

    /// <summary>A bed with a headboard, pillows and a blanket; its head is at the back.</summary>
    public Piece Bed()
    {
        bool isWide = random.NextInt64(2) == 0;
        double width = isWide ? Uniform(1.4, 1.7) : Uniform(0.9, 1.1), length = Uniform(1.95, 2.1), height = Uniform(0.42, 0.55), head = Uniform(0.85, 1.15);
        RoomMaterial wood = palette.Wood(random), sheet = palette.Ceiling(random), blanket = palette.Fabric(random);
        double share = Uniform(0.55, 0.75);
        var piece = new Piece(RoomClass.Bed) { Support = (height + 0.03, width / 2 - 0.2, length / 2 - 0.6) }
            .Box(RoomPart.Body, wood, new(0, height / 4 + 0.04, 0), width, height / 2 - 0.08, length)
            .Box(RoomPart.Seat, sheet, new(0, 0.75 * height, 0), width - 0.05, height / 2, length - 0.06)
            .Box(RoomPart.Cushion, blanket, new(0, 0.78 * height + 0.01, -length * (1 - share) / 2), width, height / 2, length * share + 0.02)
            .Box(RoomPart.Back, wood, new(0, head / 2, length / 2 + 0.03), width + 0.06, head, 0.06);
        double pillow = isWide ? width / 2 - 0.12 : width - 0.25;
        for (int side = isWide ? -1 : 0; side <= 1; side += 2)
            piece.Box(
                RoomPart.Cushion, sheet, new(side * width / 4, height + 0.07, length / 2 - 0.3), pillow, 0.12, 0.4, Frame.Tilted(-0.2));
        return piece;
    }

    /// <summary>A cupboard with two doors, or a chest of drawers, with handles.</summary>
    public Piece Cupboard()
    {
        bool isTall = random.NextInt64(2) == 0;
        double width = Uniform(0.8, 1.4), depth = Uniform(0.38, 0.6), height = isTall ? Uniform(1.5, 2.1) : Uniform(0.7, 1);
        RoomMaterial body = palette.Wood(random), front = palette.Wood(random), metal = new(new(0.75, 0.74, 0.7), IsGlossy: true);
        var piece = new Piece(RoomClass.Cabinet) { Support = isTall ? null : (height, width / 2 - 0.15, depth / 2 - 0.12) }
            .Box(RoomPart.Body, body, new(0, height / 2, 0), width, height, depth);
        double z = -depth / 2 - 0.01;
        if (isTall)
            foreach (int side in (int[])[-1, 1])
                piece.Box(RoomPart.Leaf, front, new(side * width / 4, height / 2 + 0.03, z), width / 2 - 0.02, height - 0.12, 0.02)
                    .Cylinder(RoomPart.Handle, metal, new(side * 0.05, 1, z - 0.03), 0.012, 0.18);
        else
            for (int k = 0; k < 3; k++)
            {
                double y = 0.06 + (k + 0.5) * (height - 0.08) / 3;
                piece.Box(RoomPart.Leaf, front, new(0, y, z), width - 0.04, (height - 0.08) / 3 - 0.02, 0.02)
                    .Sphere(RoomPart.Handle, metal, new(-width / 4, y, z - 0.025), 0.022)
                    .Sphere(RoomPart.Handle, metal, new(width / 4, y, z - 0.025), 0.022);
            }

        return piece;
    }

    /// <summary>A shelf with books.</summary>
    public Piece Shelf()
    {
        int boards = 3 + (int)random.NextInt64(3);
        double width = Uniform(0.7, 1.1), depth = Uniform(0.26, 0.34), step = Uniform(0.34, 0.4), height = boards * step + 0.03;
        var wood = palette.Wood(random);
        var piece = new Piece(RoomClass.Cabinet)
            .Box(RoomPart.Body, wood, new(0, height / 2, depth / 2 - 0.01), width, height, 0.02);
        foreach (int side in (int[])[-1, 1])
            piece.Box(RoomPart.Body, wood, new(side * (width / 2 - 0.01), height / 2, -0.01), 0.02, height, depth - 0.02);
        for (int k = 0; k <= boards; k++)
            piece.Box(RoomPart.Board, wood, new(0, 0.02 + k * step, -0.01), width - 0.04, 0.025, depth - 0.02);
        for (int k = 0; k < boards; k++)
        {
            // Books in two blocks of different heights; a block is one solid whose stripes are the backs.
            double left = Uniform(0.2, 0.45), right = Uniform(0.15, 0.4), tall = Uniform(0.2, 0.28), small = Uniform(0.15, 0.24);
            RoomMaterial one = Books(), other = Books();
            double floor = 0.0325 + k * step, inner = width - 0.05;
            piece.Box(RoomPart.Books, one, new(-inner / 2 + left * inner / 2, floor + tall / 2, 0.02), left * inner, tall, 0.17)
                .Box(RoomPart.Books, other, new(inner / 2 - right * inner / 2, floor + small / 2, 0.02), right * inner, small, 0.15);
        }

        return piece;
    }

    /// <summary>A lamp on a foot; its light is at the shade, see <see cref="FurnishedScene"/>.</summary>
    public Piece FloorLamp(double shadeHeight)
    {
        bool isSphere = random.NextInt64(2) == 0;
        double radius = Uniform(0.14, 0.2);
        var metal = palette.Lacquer(random);
        var shade = new RoomMaterial(new(1, 0.95, 0.82), Glow: 0.75);
        var piece = new Piece(RoomClass.Lamp, castsShadow: false)
            .Cylinder(RoomPart.Leg, metal, new(0, 0.015, 0), 0.14, 0.03)
            .Cylinder(RoomPart.Pole, metal, new(0, shadeHeight / 2, 0), 0.014, shadeHeight - 0.03);
        return isSphere
            ? piece.Sphere(RoomPart.Shade, shade, new(0, shadeHeight, 0), radius)
            : piece.Cylinder(RoomPart.Shade, shade, new(0, shadeHeight, 0), radius, 0.28);
    }

    private RoomMaterial Books()
    {
        var cloth = palette.Lacquer(random);
        var other = palette.Lacquer(random);
        return cloth with { Other = other.Colour, Texture = RoomTexture.Speckle, PeriodU = 0.035, PeriodV = 10 };
    }

    private static Piece Legs(Piece piece, RoomMaterial material, bool isRound, double x, double z, double height, double half)
    {
        foreach (int i in (int[])[-1, 1])
            foreach (int j in (int[])[-1, 1])
            {
                var centre = new Vector(i * x, height / 2, j * z);
                _ = isRound
                    ? piece.Cylinder(RoomPart.Leg, material, centre, half, height)
                    : piece.Box(RoomPart.Leg, material, centre, 2 * half, height, 2 * half);
            }

        return piece;
    }
}
