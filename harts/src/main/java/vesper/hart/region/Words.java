package vesper.hart.region;

import java.util.HashSet;
import java.util.Set;

/**
 * Which integer registers hold a sign-extended word that an int variable holds as well, from here to the unit's end.
 *
 * <p>C2 does not see through {@code (long) int} in bitwise operations: with words kept as ints beside the longs, a chain
 * of them stays in ints, and the longs are computed only where one is used.
 */
final class Words {
    private final Set<Integer> known = new HashSet<>();

    boolean isWord(int register) {
        return register == 0 || known.contains(register);
    }

    void set(int register) {
        known.add(register);
    }

    void unset(int register) {
        known.remove(register);
    }

    void forgetAll() {
        known.clear();
    }
}
