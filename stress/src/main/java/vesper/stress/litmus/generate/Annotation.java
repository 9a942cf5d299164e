package vesper.stress.litmus.generate;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an edge says of the access at one of its ends: {@code Aq}, {@code h2}, {@code Amo.AR}, {@code Xd0}. What it
 * leaves open, the edge on the other side may say.
 */
public record Annotation(Optional<Means> means, Optional<Part> part) {
    static final Annotation NONE = new Annotation(Optional.empty(), Optional.empty());

    /** A word for it, perhaps an empty one, in a regular expression without groups. */
    static final String PATTERN = "%s?(?:[bhwd][0-7]?)?".formatted(Means.PATTERN);

    private static final Pattern WORD = Pattern.compile("(%s)?(?:([bhwd])([0-7]?))?".formatted(Means.PATTERN));

    static Annotation parse(String word) {
        Matcher match = WORD.matcher(word);
        if (!match.matches()) {
            throw new IllegalArgumentException("'" + word + "' is no annotation");
        }
        Optional<Means> means = Optional.ofNullable(match.group(1)).map(Means::parse);
        Optional<Part> part = Optional.ofNullable(match.group(2)).map(width -> part(width, match.group(3)));
        return new Annotation(means, part);
    }

    private static Part part(String width, String offset) {
        return new Part(width.charAt(0), offset.isEmpty() ? 0 : Integer.parseInt(offset));
    }

    /** What both say together, or nothing if they differ. */
    Optional<Annotation> and(Annotation other) {
        boolean differ = differ(means, other.means) || differ(part, other.part);
        return differ
                ? Optional.empty()
                : Optional.of(new Annotation(means.or(() -> other.means), part.or(() -> other.part)));
    }

    private static <T> boolean differ(Optional<T> one, Optional<T> other) {
        return one.isPresent() && other.isPresent() && !one.equals(other);
    }

    @Override
    public String toString() {
        return means.map(Means::toString).orElse("") + part.map(Part::toString).orElse("");
    }
}
