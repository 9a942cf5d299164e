package vesper.stress.bench.guest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In which privilege mode a guest works, and how its addresses are translated. */
public enum Mode {
    /** M-mode; addresses are physical. */
    M,
    /** S-mode under Sv39, RAM in pages of 4 KiB. */
    SV39,
    /** S-mode under Sv39, RAM as one page of 1 GiB. */
    SV39_GIGA;

    /** Whether it is S-mode. */
    public boolean supervisor() {
        return this != M;
    }

    /** By its name on the command line. */
    public static Optional<Mode> of(String name) {
        return Arrays.stream(values())
                .filter(mode -> mode.toString().equals(name))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
