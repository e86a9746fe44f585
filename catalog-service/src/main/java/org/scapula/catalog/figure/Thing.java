package org.scapula.catalog.figure;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a figure lies on, leans on, sits on or holds.
sealed interface Thing {

    /// The shapes of the thing, the first at the back.
    List<Surface> seen(Camera camera, Skeleton skeleton);

    /// A shape of a thing. A layer stands only where it is not the thing's own.
    record Surface(Optional<Layer> layer, Paint paint, Outline outline) {

        static Surface of(Paint paint, Outline outline) {
            return new Surface(Optional.empty(), paint, outline);
        }
    }

    /// A block with its upright faces in one tone and its top in another.
    static List<Surface> block(Camera camera, Vec centre, Vec size, Paint sides, Paint top) {
        return List.of(Surface.of(sides, silhouette(camera, centre, size)), Surface.of(top, top(camera, centre, size)));
    }

    private static Outline silhouette(Camera camera, Vec centre, Vec size) {
        return Shapes.polygon(Shapes.hull(IntStream.range(0, 8)
                .mapToObj(corner -> new Vec(
                        (corner & 1) == 0 ? -.5 : .5, (corner & 2) == 0 ? -.5 : .5, (corner & 4) == 0 ? -.5 : .5))
                .map(corner -> camera.seen(at(centre, size, corner)))
                .toList()));
    }

    private static Outline top(Camera camera, Vec centre, Vec size) {
        return Shapes.polygon(
                Stream.of(new Vec(-.5, .5, -.5), new Vec(.5, .5, -.5), new Vec(.5, .5, .5), new Vec(-.5, .5, .5))
                        .map(corner -> camera.seen(at(centre, size, corner)))
                        .toList());
    }

    private static Vec at(Vec centre, Vec size, Vec corner) {
        return centre.plus(new Vec(size.x() * corner.x(), size.y() * corner.y(), size.z() * corner.z()));
    }

    record Mat(double from, double to, double halfWidth) implements Thing {

        @Override
        public List<Surface> seen(Camera camera, Skeleton skeleton) {
            return block(
                    camera,
                    new Vec((from + to) / 2, -2, 0),
                    new Vec(to - from, 4, 2 * halfWidth),
                    Paint.MAT_SIDE,
                    Paint.MAT);
        }
    }

    /// A foam roller or a rolled towel, lying across.
    record Roll(Vec at, double radius, double half, boolean towel) implements Thing {

        @Override
        public List<Surface> seen(Camera camera, Skeleton skeleton) {
            var near = ring(camera, half);
            var body =
                    Stream.concat(ring(camera, -half).stream(), near.stream()).toList();
            var middle = camera.seen(new Vec(at.x(), at.y(), half));
            return List.of(
                    Surface.of(Paint.SOFT, Shapes.polygon(Shapes.hull(body))),
                    Surface.of(Paint.SOFT_LIGHT, Shapes.smooth(near)),
                    towel ? windings(near, middle) : core(near, middle));
        }

        private List<Point> ring(Camera camera, double z) {
            return IntStream.range(0, 24)
                    .mapToDouble(i -> i * Math.PI / 12)
                    .mapToObj(angle -> camera.seen(
                            new Vec(at.x() + radius * Math.cos(angle), at.y() + radius * Math.sin(angle), z)))
                    .toList();
        }

        private static Surface core(List<Point> near, Point middle) {
            return Surface.of(
                    Paint.SOFT,
                    Shapes.smooth(IntStream.range(0, 12)
                            .mapToObj(i -> middle.towards(near.get(2 * i), .45))
                            .toList()));
        }

        private static Surface windings(List<Point> near, Point middle) {
            return Surface.of(
                    Paint.SOFT_LINE,
                    Shapes.line(IntStream.range(0, 28)
                            .map(i -> 2 * i)
                            .mapToObj(i -> middle.towards(near.get(i % 24), .95 - i / 62.0))
                            .toList()));
        }
    }

    record Ball(Vec at, double radius) implements Thing {

        @Override
        public List<Surface> seen(Camera camera, Skeleton skeleton) {
            var centre = camera.seen(at);
            var light = new Point(centre.x() - radius * .3, centre.y() - radius * .3);
            return List.of(
                    Surface.of(Paint.SOFT, Shapes.disc(centre, radius)),
                    Surface.of(Paint.SOFT_LIGHT, Shapes.disc(light, radius * .45)));
        }
    }

    /// A block: a soft cushion, or a box of wood.
    record Block(Vec at, Vec size, boolean soft) implements Thing {

        @Override
        public List<Surface> seen(Camera camera, Skeleton skeleton) {
            return soft
                    ? block(camera, at, size, Paint.SOFT, Paint.SOFT_LIGHT)
                    : block(camera, at, size, Paint.WOOD_SIDE, Paint.WOOD);
        }
    }

    /// A chair; `face` is 1 where it looks the way the figure does, -1 the other way.
    record Chair(double x, double seat, double width, int face, boolean backrest, Optional<Layer> backLayer)
            implements Thing {

        static final double DEPTH = 54;
        static final double BACK_HEIGHT = 62;

        /// Where the backrest meets the seat.
        double backrestAt() {
            return x - (DEPTH / 2 - 3) * face;
        }

        @Override
        public List<Surface> seen(Camera camera, Skeleton skeleton) {
            var legs = Stream.of(-1, 1)
                    .flatMap(along -> Stream.of(-1, 1)
                            .map(aside ->
                                    new Vec(x + along * (DEPTH / 2 - 4) * face, seat - 4, aside * (width / 2 - 4))))
                    .sorted((one, other) -> Double.compare(
                            camera.depth(new Vec(one.x(), 0, one.z())), camera.depth(new Vec(other.x(), 0, other.z()))))
                    .map(top -> Surface.of(
                            Paint.WOOD_SIDE,
                            Shapes.capsule(camera.seen(top), camera.seen(new Vec(top.x(), 1, top.z())), 3.6, 2.8)));
            var board =
                    block(camera, new Vec(x, seat - 4, 0), new Vec(DEPTH, 8, width), Paint.WOOD_SIDE, Paint.WOOD)
                            .stream();
            return Stream.of(legs, board, backrest ? back(camera) : Stream.<Surface>empty())
                    .flatMap(shapes -> shapes)
                    .toList();
        }

        private Stream<Surface> back(Camera camera) {
            var at = backrestAt();
            var posts = Stream.of(-1, 1)
                    .map(aside -> new Surface(
                            backLayer,
                            Paint.WOOD_SIDE,
                            Shapes.capsule(
                                    camera.seen(new Vec(at, seat, aside * (width / 2 - 5))),
                                    camera.seen(new Vec(at - 5 * face, seat + BACK_HEIGHT, aside * (width / 2 - 5))),
                                    3.4,
                                    3.2)));
            var board = new Surface(
                    backLayer,
                    Paint.WOOD,
                    silhouette(camera, new Vec(at - 4 * face, seat + 50, 0), new Vec(6, 26, width - 2)));
            return Stream.concat(posts, Stream.of(board));
        }
    }

    /// Its face is at x; what it is made of lies behind, which is -thick for a wall in the figure's back.
    record Wall(double x, double height, double halfWidth, double thick) implements Thing {

        @Override
        public List<Surface> seen(Camera camera, Skeleton skeleton) {
            return block(
                    camera,
                    new Vec(x + thick / 2, height / 2, 0),
                    new Vec(Math.abs(thick), height, 2 * halfWidth),
                    Paint.WALL,
                    Paint.WALL_EDGE);
        }
    }

    /// A door frame across the way; posts at both sides, or at one.
    record Door(double x, double height, double halfWidth, List<Integer> posts) implements Thing {

        static final double POST = 14;
        static final double DEPTH = 12;

        @Override
        public List<Surface> seen(Camera camera, Skeleton skeleton) {
            var upright = posts.stream()
                    .flatMap(aside -> block(
                            camera,
                            new Vec(x, height / 2, aside * (halfWidth + POST / 2)),
                            new Vec(DEPTH, height, POST),
                            Paint.WOOD_SIDE,
                            Paint.WOOD)
                            .stream());
            var lintel = block(
                    camera,
                    new Vec(x, height + 7, 0),
                    new Vec(DEPTH, 14, 2 * halfWidth + 2 * POST),
                    Paint.WOOD_SIDE,
                    Paint.WOOD)
                    .stream();
            return Stream.concat(upright, lintel).toList();
        }
    }

    /// What a band is tied to: a post with a foot, and an eye on the figure's side.
    record Post(double x, double eye, double z, double height, int face) implements Thing {

        /// Where a band ends.
        Vec hook() {
            return new Vec(x - 11 * face, eye, z);
        }

        @Override
        public List<Surface> seen(Camera camera, Skeleton skeleton) {
            var foot = block(camera, new Vec(x, 2, z), new Vec(44, 4, 60), Paint.WOOD_SIDE, Paint.WOOD);
            var post = block(camera, new Vec(x, height / 2, z), new Vec(14, height, 14), Paint.WOOD_SIDE, Paint.WOOD);
            var ring = Surface.of(
                    Paint.METAL,
                    Shapes.capsule(camera.seen(new Vec(x - 5 * face, eye, z)), camera.seen(hook()), 4.5, 4.5));
            return Stream.of(foot, post, List.of(ring)).flatMap(List::stream).toList();
        }
    }

    /// In a hand.
    record Dumbbell(Side hand, Vec axis) implements Thing {

        @Override
        public List<Surface> seen(Camera camera, Skeleton skeleton) {
            var centre = skeleton.at(hand.hand()).towards(skeleton.at(hand.tip()), .6);
            var along = axis.unit();
            var bar = piece(camera, centre, along, -15, 15, 2.4);
            var weights = DoubleStream.of(-1, 1)
                    .mapToObj(end -> piece(camera, centre, along, end * 13, end * 19, 8))
                    .toList();
            return List.of(new Surface(
                    Optional.of(Layer.arm(hand)), Paint.METAL, Outline.of(bar, weights.getFirst(), weights.getLast())));
        }

        private static Outline piece(Camera camera, Vec centre, Vec along, double from, double to, double radius) {
            return Shapes.capsule(
                    camera.seen(centre.plus(along.times(from))),
                    camera.seen(centre.plus(along.times(to))),
                    radius,
                    radius);
        }
    }

    /// A band, through joints of the body and places in the room. A hand holds it in its palm.
    record Band(List<Via> via) implements Thing {

        /// A place, or a joint that carries the band along.
        sealed interface Via {}

        record Through(Joint joint) implements Via {}

        record Tied(Vec at) implements Via {}

        @Override
        public List<Surface> seen(Camera camera, Skeleton skeleton) {
            return List.of(Surface.of(
                    Paint.BAND,
                    Shapes.line(points(skeleton).stream().map(camera::seen).toList())));
        }

        List<Vec> points(Skeleton skeleton) {
            return via.stream()
                    .map(each -> switch (each) {
                        case Tied tied -> tied.at();
                        case Through through -> held(skeleton, through.joint());
                    })
                    .toList();
        }

        private static Vec held(Skeleton skeleton, Joint joint) {
            return switch (joint) {
                case HAND_R -> skeleton.at(Joint.HAND_R).towards(skeleton.at(Joint.TIP_R), .55);
                case HAND_L -> skeleton.at(Joint.HAND_L).towards(skeleton.at(Joint.TIP_L), .55);
                default -> skeleton.at(joint);
            };
        }
    }
}
