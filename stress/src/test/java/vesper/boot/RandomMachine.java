package vesper.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import vesper.stress.board.Inventory;

/**
 * A random command line for the guest {@link Inventory}: lines of {@code qemu-words.txt}, drives and loaders of its own,
 * and now and then something spoilt.
 */
final class RandomMachine implements BothMachines.Line {
    private static final byte[] KERNEL = Inventory.elf();
    private static final int[] SIZES = {0, 1, 511, 512, 1000, 4096, 5000, 65_536};
    private static final List<String> SHORT = List.of("-hda", "-hdb", "-hdc", "-hdd", "-cdrom");
    private static final List<String> HOW = List.of(
            "readonly=on",
            "read-only=on",
            "readonly=off",
            "snapshot=on",
            "snapshot=off",
            "media=disk",
            "media=cdrom",
            "cache=none",
            "cache=unsafe",
            "index=4",
            "index=5",
            "file.locking=off",
            "auto-read-only=on",
            "discard=unmap");
    private static final String SPOILING = " ,=.-:0x9kKzon";

    /** Of what QEMU warns of only, or drops in silence, when a letter is wrong. */
    private static final List<String> STRICT = List.of("did you mean", "must be a number", "outside RAM");

    /** Of two drives of a file, of which QEMU leaves one without a device, and so unopened. */
    private static final String TWICE = "in use by another disk";

    private final Random random;
    private final List<String> words = new ArrayList<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<String> refusals = new ArrayList<>();
    private boolean spoilt;
    private int drives;

    /** With lines of the list to choose from. */
    RandomMachine(long seed, List<ListedWords> list) {
        random = new Random(seed);
        files.put("kernel", KERNEL);
        file("disk", 4096);
        file("other", 4096);
        file("raw", 24);
        List<List<String>> parts = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            ListedWords listed = list.get(random.nextInt(list.size()));
            while (!listed.verdict().equals("taken") && random.nextInt(4) != 0) {
                listed = list.get(random.nextInt(list.size())); // so that most lines run
            }
            parts.add(listed.words());
            if (!listed.verdict().equals("taken")) { // another word may mend for QEMU what both refuse
                refusals.add(listed.refusal());
            }
        }
        for (int n = random.nextInt(4); n > 0; n--) {
            parts.add(random.nextInt(3) == 0 ? loader() : drive());
        }
        if (random.nextInt(3) == 0) {
            parts.add(List.of("-m", (Inventory.LEAST_MEBIBYTES << 10) + random.nextInt(1 << 18) + "K"));
        }
        if (random.nextInt(3) == 0) {
            parts.add(List.of("-append", "root=/dev/vda n=" + random.nextInt()));
        }
        if (random.nextInt(3) == 0) {
            parts.add(List.of("-global", "virtio-mmio.force-legacy=" + (random.nextInt(4) == 0 ? "on" : "off")));
        }
        Collections.shuffle(parts, random);
        parts.forEach(words::addAll);
        if (random.nextInt(8) == 0 && !words.isEmpty()) {
            spoil();
        }
    }

    private void file(String name, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        files.put(name, bytes);
    }

    private boolean half() {
        return random.nextBoolean();
    }

    /** One of the three kinds: in a slot by {@code -device}, in none, or on QEMU's default bus. */
    private List<String> drive() {
        String name = "file" + drives;
        String id = "e" + drives++;
        file(name, SIZES[random.nextInt(SIZES.length)]);
        if (random.nextInt(5) == 0) {
            return List.of(SHORT.get(random.nextInt(SHORT.size())), "@" + name);
        }
        String how = half() ? "" : "," + HOW.get(random.nextInt(HOW.size()));
        boolean twice = random.nextInt(6) == 0;
        String drive = "file=@" + name + (half() ? ",format=raw" : ",driver=raw") + (twice ? ",readonly=on" : how);
        if (random.nextInt(5) == 0) {
            return List.of("-drive", drive + (half() ? "" : ",if=virtio"));
        }
        List<String> all = new ArrayList<>(List.of("-drive", drive + ",if=none,id=" + id));
        if (random.nextInt(6) != 0) {
            all.addAll(List.of("-device", device(id)));
        }
        if (twice) {
            all.addAll(List.of("-drive", drive + ",if=none,id=" + id + "b", "-device", device(id + "b")));
        }
        return all;
    }

    private String device(String drive) {
        String bus = half() ? "" : ",bus=virtio-mmio-bus." + random.nextInt(random.nextInt(8) == 0 ? 10 : 8);
        String serial = half() ? "" : ",serial=" + "SN-0123456789abcdefghijkl".substring(random.nextInt(20));
        return "virtio-blk-device,drive=" + drive + bus + serial;
    }

    private List<String> loader() {
        String loader = switch (random.nextInt(5)) {
            case 0 -> "file=@raw,addr=" + place();
            case 1 -> "addr=" + Inventory.OTHER_ENTRY + ",cpu-num=0";
            default ->
                "addr=" + place() + ",data=" + number() + ",data-len="
                        + (random.nextInt(10) == 0 ? 9 : 1 + random.nextInt(8))
                        + (half() ? "" : ",data-be=" + (half() ? "on" : "off"));
        };
        return List.of("-device", "loader," + loader);
    }

    private String place() {
        return "0x" + Long.toHexString(Inventory.LOADED + random.nextInt(Inventory.LOADED_SIZE - 24));
    }

    private String number() {
        long value = random.nextLong() >>> random.nextInt(64);
        return half() ? Long.toUnsignedString(value) : "0x" + Long.toHexString(value);
    }

    private void spoil() {
        int at = random.nextInt(words.size());
        String word = words.get(at);
        if (word.contains("cpu-num=")) {
            return; // a hart that starts elsewhere never gets to its end
        }
        spoilt = true;
        refusals.addAll(STRICT);
        int from = random.nextInt(word.length());
        char other = SPOILING.charAt(random.nextInt(SPOILING.length()));
        words.set(at, word.substring(0, from) + (half() ? "" : other) + word.substring(from + (half() ? 1 : 0)));
    }

    /** Whether a letter of it was changed, after which nobody knows which words are in it. */
    boolean isSpoilt() {
        return spoilt;
    }

    /** What ours may say that QEMU doesn't. */
    List<String> refusals() {
        List<String> all = new ArrayList<>(refusals);
        if (hasDisksOnPci()) {
            all.add(TWICE);
        }
        return all;
    }

    /** The same with the disks that QEMU has on PCI in slots, where ours has them; see {@link DisksInSlots}. */
    BothMachines.Line withDisksInSlots() {
        return folder -> into(folder, DisksInSlots.of(words));
    }

    /** Whether QEMU has disks that its guest finds on PCI alone. */
    boolean hasDisksOnPci() {
        return !DisksInSlots.of(words).equals(words);
    }

    @Override
    public List<String> into(Path folder) throws IOException {
        return into(folder, words);
    }

    private List<String> into(Path folder, List<String> some) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        List<String> all =
                new ArrayList<>(List.of("-M", "virt", "-display", "none", "-monitor", "none", "-serial", "stdio"));
        all.addAll(Arrays.asList("-bios", "none", "-kernel", "@kernel"));
        all.addAll(some);
        all.replaceAll(word -> word.replace("@", folder + "/"));
        return all;
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
