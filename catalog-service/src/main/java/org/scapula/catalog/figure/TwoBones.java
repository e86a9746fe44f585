package org.scapula.catalog.figure;

/// Two bones between a fixed joint and a place to reach: an arm or a leg.
///
/// @param miss by how much the place is out of reach, or too near
record TwoBones(Vec middle, Vec end, double miss) {

    static TwoBones reaching(Vec from, Vec target, double first, double second, Vec bendToward) {
        var way = target.minus(from);
        var wanted = way.length();
        var along = way.unit();
        var reached = Math.clamp(wanted, Math.abs(first - second) + 1, first + second - .01);
        var cos = Math.clamp((first * first + reached * reached - second * second) / (2 * first * reached), -1, 1);
        var out = bendToward.across(along).unit();
        return new TwoBones(
                from.plus(along.times(first * cos)).plus(out.times(first * Math.sqrt(Math.max(0, 1 - cos * cos)))),
                from.plus(along.times(reached)),
                Math.abs(wanted - reached));
    }
}
