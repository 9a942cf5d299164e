package vesper.kernel.guest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** QEMU, the referee. */
final class Qemu implements Guest.Machine {
    private static final Path PROGRAM = Path.of("/usr/bin/qemu-system-riscv64");

    static boolean isThere() {
        return Files.isExecutable(PROGRAM);
    }

    @Override
    public Guest.Run run(Guest guest, String last) throws IOException, InterruptedException {
        Path elf = Files.createTempFile("vesper", ".elf");
        try {
            Files.write(elf, guest.elf().elf());
            Process process = new ProcessBuilder(command(guest, elf))
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            Awaited output = new Awaited(last);
            output.onSeen(() -> process.toHandle().destroy()); // and the stream stays open
            try (InputStream from = process.getInputStream()) {
                from.transferTo(output);
            }
            int status = process.waitFor();
            return new Guest.Run(output.text(), output.hasSeen() ? -1 : status);
        } finally {
            Files.delete(elf);
        }
    }

    private static List<String> command(Guest guest, Path elf) {
        List<String> words = new ArrayList<>(List.of(PROGRAM.toString(), "-M", "virt", "-bios", "none"));
        words.addAll(List.of("-display", "none", "-serial", "stdio", "-monitor", "none"));
        words.addAll(List.of("-smp", "" + guest.harts(), "-m", guest.memory() + "M", "-kernel", elf.toString()));
        if (guest.disk() != null) {
            words.addAll(List.of("-drive", "file=" + guest.disk() + ",if=none,format=raw,id=d,readonly=on"));
            words.addAll(List.of("-device", "virtio-blk-device,drive=d"));
        }
        return words;
    }
}
