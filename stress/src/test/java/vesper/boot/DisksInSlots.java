package vesper.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A disk that no {@code -device} names is on QEMU on PCI, or nowhere; ours is in a slot of virtio-mmio. This says to QEMU, in
 * its words, what ours does: such disks get slots after each {@code -device}, in their order.
 */
final class DisksInSlots {
    private static final Map<String, String> SHORT = Map.of(
            "-hda", "index=0",
            "-hdb", "index=1",
            "-hdc", "index=2",
            "-hdd", "index=3",
            "-cdrom", "index=2,media=cdrom");

    private final List<String> disks = new ArrayList<>();
    private final List<String> rest = new ArrayList<>();
    private final List<String> words;

    private DisksInSlots(List<String> words) {
        this.words = words;
    }

    /** The words, changed if there is such a disk. */
    static List<String> of(List<String> words) {
        return new DisksInSlots(words).read();
    }

    private List<String> read() {
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            String value = at + 1 < words.size() ? words.get(at + 1) : "";
            String drive = SHORT.containsKey(word)
                    ? "file=" + value.replace(",", ",,") + ",format=raw," + SHORT.get(word)
                    : word.equals("-drive") ? value : "if=none";
            if (isInNoSlot(drive)) {
                disk(drive);
                at++;
            } else {
                rest.add(word);
            }
        }
        rest.addAll(disks);
        return rest;
    }

    private boolean isInNoSlot(String drive) {
        String id = drive.contains(",id=")
                ? drive.replaceFirst(".*,id=", "").replaceFirst(",.*", "")
                : "none" + drive.replaceFirst(".*index=", "").replaceFirst("\\D.*", "");
        boolean named = words.stream().anyMatch(word -> word.matches("virtio-blk-device,(.*,)?drive=" + id + "(,.*)?"));
        return drive.contains("if=virtio") || (!drive.contains("if=") && !named);
    }

    private void disk(String drive) {
        String id = "slot" + disks.size();
        String own = drive.replaceAll(",(if|id|index|bus|unit|media=disk)=?[^,]*", "")
                .replace("media=cdrom", "readonly=on");
        disks.addAll(List.of("-drive", own + ",if=none,index=" + (20 + disks.size()) + ",id=" + id));
        disks.addAll(List.of("-device", "virtio-blk-device,drive=" + id));
    }
}
