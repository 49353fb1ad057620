namespace Marginalia.Datasets.RoomScenes;

/// <summary>
/// Draws a furnished room. The room itself, its lamps and the camera come from the stream (seed, split, index): integers before fractions,
/// everything in this order and always; what is new goes to the end. Every thing in it has a stream of its own, (seed, split, index, number), and
/// is tried at eight places; it is left out if there is something at all of them.
/// </summary>
internal sealed class FurnishedScene(long seed, Split split, long index, RoomsDesign design)
{
    private const int Tries = 8;

    /// <summary>Angle between the wall and a picture that leans against it.</summary>
    private const double Leaning = 0.22;

    /// <summary>Things of one kind have streams that start here: the number of streams of one kind is below 1000.</summary>
    private const int FurnitureStream = 0, FixtureStream = 1000, ClutterStream = 2000, RugStream = 3000;

    private readonly Palette palette = new(design.Style);
    private readonly FloorPlan floor = new();
    private readonly FloorPlan[] walls = [new(), new(), new()];
    private readonly List<RoomObject> objects = [];
    private readonly List<(Vector Position, Frame Frame, FloorPlan Plan, double HalfWidth, double HalfDepth)> supports = [];
    private double halfWidth, halfDepth, height;
    private Vector? lampShade, window;

    /// <summary>The scene of the example.</summary>
    public RoomScene Draw()
    {
        var random = new SeededRandom(seed, (long)split, index);
        int Between(int low, int high) => low + (int)random.NextInt64(high - low + 1);
        int furniture = Between(design.MinFurniture, design.MaxFurniture), fixtures = Between(design.MinFixtures, design.MaxFixtures);
        int clutter = Between(design.MinSolids, design.MaxSolids), lights = Between(design.MinLights, design.MaxLights);
        long[] order = random.NextPermutation(9), fixtureOrder = random.NextPermutation(6);
        bool hasRug = random.NextInt64(2) == 0;
        var (floorMaterial, ceiling, wall) = (palette.Floor(random), palette.Ceiling(random), palette.Wall(random));
        (halfWidth, halfDepth, height) = (random.NextUniform(1.9, 2.7), random.NextUniform(2.2, 3), random.NextUniform(2.4, 2.8));
        var eye = new Vector(
            random.NextUniform(-0.4, 0.4) * halfWidth, random.NextUniform(1.25, 1.65), -halfDepth + random.NextUniform(0.35, 0.8));
        double yaw = random.NextUniform(-design.MaxYaw, design.MaxYaw), pitch = random.NextUniform(design.MinPitch, design.MaxPitch);
        var spots = Enumerable.Range(0, 3).Select(_ => new Vector(
            random.NextUniform(-0.6, 0.6) * halfWidth, height - 0.3, random.NextUniform(-0.5, 0.6) * halfDepth)).ToArray();
        var colour = LightColour.Draw(random, design);

        floor.Take(eye.X, (eye.Z - halfDepth + 0.9) / 2, 0.5, (eye.Z + 0.9 + halfDepth) / 2); // the camera's place and the metre in front of it
        if (hasRug)
            AddRug();
        for (int k = 0; k < furniture; k++)
            AddFurniture((int)order[k], new SeededRandom(seed, (long)split, index, FurnitureStream + k));
        for (int k = 0; k < fixtures; k++)
            AddFixture((int)fixtureOrder[k], new SeededRandom(seed, (long)split, index, FixtureStream + k));
        for (int k = 0; k < clutter; k++)
            AddClutter(new SeededRandom(seed, (long)split, index, ClutterStream + k));

        // The first lamp hangs from the ceiling; the others are in a lamp's shade and at a window where there is one.
        objects.Add(new Piece(RoomClass.Lamp, castsShadow: false)
            .Cylinder(RoomPart.Shade, new(new(1, 0.97, 0.9), Glow: 0.85), new(0, 0.03, 0), 0.2, 0.06)
            .Cylinder(RoomPart.Pole, new(new(0.6, 0.6, 0.6)), new(0, 0.17, 0), 0.012, 0.24)
            .Place(spots[0] with { Y = height - 0.29 }, Frame.Identity));
        RoomLight[] lamps =
        [
            new(spots[0] with { Y = height - 0.34 }, 0.62 * colour),
            new(lampShade ?? spots[1], (lampShade is null ? 0.3 : 0.4) * colour.Times(new(1, 0.93, 0.78))),
            new(window ?? spots[2], (window is null ? 0.25 : 0.45) * colour.Times(new(0.88, 0.95, 1))),
        ];
        return new(halfWidth, height, halfDepth, new RoomCamera(eye, yaw, pitch), objects)
        {
            Floor = floorMaterial,
            Ceiling = ceiling,
            Wall = wall,
            Lights = lamps[..lights],
            Ambient = 0.48 * colour,
            CornerShade = 0.45,
            Skirting = 0.09,
            FadesTextures = true,
        };
    }

    private void AddRug()
    {
        var random = new SeededRandom(seed, (long)split, index, RugStream);
        double width = random.NextUniform(1.2, 2.2), depth = random.NextUniform(0.9, 1.6);
        var centre = new Vector(random.NextUniform(-0.5, 0.5), 0, random.NextUniform(-0.6, 0.6));
        objects.Add(new Piece(RoomClass.Rug).Box(RoomPart.None, palette.Rug(random), new(0, 0.006, 0), width, 0.012, depth)
            .Place(centre, Frame.Turned(random.NextUniform(-0.3, 0.3))));
    }

    private void AddFurniture(int which, SeededRandom random)
    {
        var build = new Furniture(random, palette);
        double shade = random.NextUniform(1.35, 1.6);
        var piece = which switch
        {
            0 => build.Bed(),
            1 or 2 => build.Sofa(),
            3 => build.Table(low: false),
            4 => random.NextInt64(2) == 0 ? build.Table(low: true) : build.RoundTable(),
            5 => build.Cupboard(),
            6 => build.Shelf(),
            7 => build.FloorLamp(shade),
            _ => build.Chair(),
        };
        bool isFree = which is 4 or 8, isLamp = which == 7;
        for (int k = 0; k < Tries; k++)
        {
            int side = (int)random.NextInt64(4); // 0 and 3: the back wall
            double along = random.NextUniform(-1, 1), away = random.NextUniform(-1, 1), turn = random.NextUniform(-Math.PI, Math.PI);
            var (position, frame, across, deep) = isFree
                ? (new Vector(along * (halfWidth - 0.7), 0, away * (halfDepth - 1)), Frame.Turned(which == 8 ? turn : 0), piece.HalfWidth, piece.HalfDepth)
                : AtWall(side, along, piece.HalfWidth, piece.HalfDepth, isLamp ? 0.2 : 0.03);
            if (!floor.TryTake(position.X, position.Z, across, deep))
                continue;
            objects.Add(piece.Place(position, frame));
            if (piece.Support is var (top, wide, far))
                supports.Add((position with { Y = top }, frame, new(), wide, far));
            if (isLamp)
                lampShade = position with { Y = shade };
            return;
        }
    }

    /// <summary>Place, turn and half sizes in the room of a piece with its back to a wall.</summary>
    private (Vector Position, Frame Frame, double Across, double Deep) AtWall(int side, double along, double wide, double deep, double gap) => side switch
    {
        1 => (new(-halfWidth + deep + gap, 0, 0.3 + along * (halfDepth - wide - 0.35)), Frame.Turned(-Math.PI / 2), deep, wide),
        2 => (new(halfWidth - deep - gap, 0, 0.3 + along * (halfDepth - wide - 0.35)), Frame.Turned(Math.PI / 2), deep, wide),
        _ => (new(along * (halfWidth - wide - 0.05), 0, halfDepth - deep - gap), Frame.Identity, wide, deep),
    };

    private void AddFixture(int which, SeededRandom random)
    {
        var build = new Fixtures(random, palette);
        bool isWindow = which is 0 or 1, isDoor = which == 2, isLeaning = which == 5;
        double width = isWindow ? random.NextUniform(0.9, 1.5) : isDoor ? random.NextUniform(0.85, 1) : random.NextUniform(0.4, 1);
        double tall = isWindow ? random.NextUniform(0.9, 1.2) : isDoor ? random.NextUniform(2, 2.1) : random.NextUniform(0.35, 0.75);
        double middle = isWindow ? 1.5 : isDoor ? tall / 2 : random.NextUniform(1.45, 1.75);
        var piece = isWindow ? build.Window(width, tall) : isDoor ? build.Door(width, tall) : build.Picture(width, tall);
        for (int k = 0; k < Tries; k++)
        {
            int side = (int)random.NextInt64(4) % 3;
            var (position, frame, across, deep) = AtWall(side, random.NextUniform(-1, 1), width / 2 + 0.1, 0, 0);
            if (!walls[side].TryTake(side == 0 ? position.X : position.Z, 0, width / 2, 1))
                continue;
            double clear = isDoor ? 0.5 : isLeaning ? 0.25 : 0; // metres of floor in front of it that stay free
            if (clear > 0 && !floor.TryTake(position.X, position.Z, across + (side == 0 ? 0 : clear), deep + (side == 0 ? clear : 0)))
                continue;
            if (isLeaning)
            {
                var tilted = Frame.Tilted(Leaning);
                var lifted = new Vector(0, tall / 2 * tilted.Y.Y + 0.01, -tall / 2 * tilted.Y.Z - 0.01);
                objects.Add(piece.Place(position + frame.Out(lifted), tilted.Within(frame)));
                return;
            }

            objects.Add(piece.Place(position with { Y = middle }, frame));
            if (isWindow)
                window ??= position with { Y = middle + 0.2 } - 0.35 * frame.Z;
            return;
        }
    }

    private void AddClutter(SeededRandom random)
    {
        bool isBox = random.NextInt64(2) == 0, onFurniture = random.NextInt64(5) < 3;
        int support = (int)random.NextInt64(12);
        var material = (random.NextInt64(3) == 0) switch { true => palette.Wood(random), false => palette.Rug(random) };
        var size = new Vector(random.NextUniform(0.5, 1), random.NextUniform(0.5, 1), random.NextUniform(0.5, 1));
        double turn = random.NextUniform(-Math.PI, Math.PI);
        for (int k = 0; k < Tries; k++)
        {
            double x = random.NextUniform(-1, 1), z = random.NextUniform(-1, 1);
            bool raised = onFurniture && supports.Count > 0;
            double scale = raised ? 0.13 : isBox ? 0.3 : 0.24;
            var half = isBox ? scale * size : new(scale * size.X, scale * size.X, scale * size.X);
            double reach = isBox ? new Vector(half.X, 0, half.Z).Length : half.X;
            Vector position;
            if (raised)
            {
                var top = supports[support % supports.Count];
                if (!top.Plan.TryTake(x * top.HalfWidth, z * top.HalfDepth, reach, reach, 0.01))
                    continue;
                position = top.Position + top.Frame.Out(new(x * top.HalfWidth, 0, z * top.HalfDepth));
            }
            else
            {
                position = new(x * (halfWidth - 0.5), 0, 0.35 + z * (halfDepth - 0.85));
                if (!floor.TryTake(position.X, position.Z, reach, reach))
                    continue;
            }

            var piece = new Piece(isBox ? RoomClass.Box : RoomClass.Sphere);
            piece = isBox
                ? piece.Box(RoomPart.None, material, new(0, half.Y, 0), 2 * half.X, 2 * half.Y, 2 * half.Z)
                : piece.Sphere(RoomPart.None, material, new(0, half.X, 0), half.X);
            objects.Add(piece.Place(position, Frame.Turned(turn)));
            return;
        }
    }
}
