package vesper.boot;

import java.util.List;
import java.util.Optional;
import vesper.machine.MachineConfig;

/**
 * {@code -smp}: how many harts. Sockets, cores and threads say nothing else here, but they must make up {@code maxcpus},
 * which may be more than there are: the machine and its device tree have {@code cpus} harts, as on QEMU.
 */
final class Topology {
    /** QEMU's most, for what isn't there. */
    private static final int MOST = 512;

    private static final List<Key> KEYS = List.of(
            Key.text("cpus"),
            Key.text("maxcpus"),
            Key.text("sockets"),
            Key.text("cores"),
            Key.text("threads"),
            Key.words("dies", "there are no dies, only sockets, cores and threads", "1"),
            Key.words("clusters", "there are no clusters, only sockets, cores and threads", "1"));

    private final KeyValues keys;

    private Topology(KeyValues keys) {
        this.keys = keys;
    }

    /** The harts that all values of the option together ask for. */
    static int harts(List<String> values) throws UsageError {
        return new Topology(new KeyValues("-smp", values, "cpus").only(KEYS)).harts();
    }

    private int harts() throws UsageError {
        Optional<Integer> cpus = keys.number("cpus", 1, MachineConfig.MAX_HARTS);
        Optional<Integer> most = keys.number("maxcpus", 1, MOST).or(() -> cpus);
        int product = product(most.orElse(0));
        int possible = most.orElse(product);
        if (product != possible) {
            throw keys.error("sockets x cores x threads is " + product + ", and not "
                    + (keys.get("maxcpus").isPresent() ? "maxcpus, " : "the number of harts, ") + possible);
        }
        int harts = cpus.orElse(possible);
        if (harts > possible) {
            throw keys.error("maxcpus is less than the number of harts");
        }
        if (harts > MachineConfig.MAX_HARTS) {
            throw keys.error("cpus must be a number from 1 to " + MachineConfig.MAX_HARTS);
        }
        return harts;
    }

    /** What isn't given is as QEMU has it since 6.2: all cores in one socket, a thread each. */
    private int product(int possible) throws UsageError {
        Optional<Integer> sockets = keys.number("sockets", 1, MOST);
        Optional<Integer> cores = keys.number("cores", 1, MOST);
        Optional<Integer> threads = keys.number("threads", 1, MOST);
        if (possible == 0) {
            return sockets.orElse(1) * cores.orElse(1) * threads.orElse(1);
        }
        if (cores.isEmpty()) {
            int others = sockets.orElse(1) * threads.orElse(1);
            return possible / others * others;
        }
        if (sockets.isEmpty()) {
            int others = cores.get() * threads.orElse(1);
            return possible / others * others;
        }
        int others = sockets.get() * cores.get();
        return others * threads.orElse(possible / others);
    }
}
