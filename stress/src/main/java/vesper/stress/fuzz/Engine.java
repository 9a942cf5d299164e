package vesper.stress.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import vesper.hart.Acceleration;
import vesper.hart.Translation;

/** A way in which our hart executes; each must do what QEMU does. */
enum Engine {
    /** The interpreter alone. */
    INTERP(Translation.NEVER),

    /** Translated code from the first execution on, wherever the translator has some. */
    JVM(Translation.AT_ONCE),

    /** From one to the other at random. */
    MIXED(Translation.AT_RANDOM);

    static final List<Engine> ALL = List.copyOf(Arrays.asList(values()));

    private final Translation translation;

    Engine(Translation translation) {
        this.translation = translation;
    }

    Acceleration acceleration() {
        return Acceleration.of(translation);
    }

    /** The engine of this name, or all for {@code all}; none if there is no such name. */
    static List<Engine> named(String name) {
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
