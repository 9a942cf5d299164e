package vesper.stress;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import vesper.hart.state.Acceleration;
import vesper.hart.state.Translation;

/** A way in which harts execute, for tests of what must not depend on it. */
public enum Engine {
    /** The interpreter alone. */
    INTERP(Translation.NEVER),

    /** Translated code from the first execution on, wherever the translator has some. */
    JVM(Translation.AT_ONCE),

    /** From one to the other at random. */
    MIXED(Translation.AT_RANDOM);

    public static final List<Engine> ALL = List.copyOf(Arrays.asList(values()));

    private final Translation translation;

    Engine(Translation translation) {
        this.translation = translation;
    }

    public Acceleration acceleration() {
        return Acceleration.of(translation);
    }

    /** The engine of this name, or all for {@code all}; none if there is no such name. */
    public static List<Engine> named(String name) {
        return name.equals("all")
                ? ALL
                : ALL.stream().filter(each -> each.toString().equals(name)).toList();
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
