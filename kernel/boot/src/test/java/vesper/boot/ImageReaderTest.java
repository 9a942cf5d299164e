package vesper.boot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vesper.machine.BadInput;
import vesper.machine.ImageFile;
import vesper.machine.MachineConfig;

/** Which kernels get the default firmware: those that QEMU puts behind it. */
class ImageReaderTest {
    private static final byte[] OPENSBI = {0x6f, 0, 0, 0};

    @TempDir
    Path dir = Path.of("");

    private DefaultFirmware installed = new DefaultFirmware(List.of());

    @BeforeEach
    void install() throws IOException {
        Path fwDynamic = Files.write(dir.resolve("fw_dynamic.bin"), OPENSBI);
        installed = new DefaultFirmware(List.of(dir.resolve("elsewhere"), fwDynamic));
    }

    private MachineConfig config(DefaultFirmware firmware, String... args) throws UsageError, BadInput {
        MachineConfig.Builder config = MachineConfig.builder();
        new ImageReader(new CommandLineReader(args), firmware).read(config, false, true);
        return config.build();
    }

    private String[] words(byte[] kernel, String... args) throws IOException {
        Path file = Files.write(dir.resolve("kernel"), kernel);
        List<String> words = new ArrayList<>(List.of("-kernel", file.toString()));
        words.addAll(List.of(args));
        return words.toArray(String[]::new);
    }

    private @Nullable ImageFile bios(byte[] kernel, String... args) throws UsageError, BadInput, IOException {
        return config(installed, words(kernel, args)).bios();
    }

    private static void assertDefault(@Nullable ImageFile bios) {
        assertArrayEquals(OPENSBI, bios == null ? new byte[0] : bios.bytes());
    }

    static Stream<byte[]> behindTheFirmware() {
        return Stream.of(
                Guests.linuxImage(),
                Guests.at(0x8020_0000L),
                Guests.at(0x8001_0000L),
                new byte[] {0x13, 0, 0, 0, 0x6f, 0, 0, 0},
                "a text file".getBytes(StandardCharsets.UTF_8),
                new byte[] {'P', 'K', 3, 4, 20, 0, 8, 8}); // as a .jar begins
    }

    @ParameterizedTest
    @MethodSource("behindTheFirmware")
    void theyGetTheDefaultFirmware(byte[] kernel) throws UsageError, BadInput, IOException {
        assertDefault(bios(kernel));
        assertDefault(bios(kernel, "-bios", "default"));
        assertNull(bios(kernel, "-bios", "none"));
    }

    @Test
    void anElfAtTheStartOfRamIsEnteredInMachineMode() throws UsageError, BadInput, IOException {
        assertNull(bios(Guests.at(0x8000_0000L)));
        assertNull(bios(Guests.withHeadersElsewhere()));
        assertDefault(bios(Guests.at(0x8000_0000L), "-bios", "default"));
    }

    @Test
    void whereNoneIsInstalledALineNamesThePackage() {
        for (byte[] kernel : behindTheFirmware().toList()) {
            UsageError refused = assertThrows(
                    UsageError.class, () -> config(new DefaultFirmware(List.of(dir.resolve("no"))), words(kernel)));
            assertEquals(
                    "-kernel " + dir.resolve("kernel")
                            + ": no OpenSBI is installed; install the package opensbi, or give"
                            + " -bios FILE, or -bios none to start in M-mode",
                    refused.getMessage());
        }
        assertThrows(UsageError.class, () -> config(new DefaultFirmware(List.of()), "-bios", "default"));
    }

    @Test
    void aFileThatCannotBeAKernelIsNamedBeforeFirmwareIsMissed() {
        BadInput refused = assertThrows(
                BadInput.class,
                () -> config(new DefaultFirmware(List.of()), words(new byte[] {0x1f, (byte) 0x8b, 8, 0})));
        assertTrue(String.valueOf(refused.getMessage()).contains("gzip"));
    }

    @Test
    void aBareNameIsLookedForWhereFirmwareIs() throws UsageError, BadInput, IOException {
        byte[] jump = {1, 2, 3, 4};
        Files.write(dir.resolve("fw_jump.bin"), jump);
        ImageFile bios = config(installed, "-bios", "fw_jump.bin").bios();
        assertArrayEquals(jump, bios == null ? OPENSBI : bios.bytes());
        BadInput refused = assertThrows(BadInput.class, () -> config(installed, "-bios", "./fw_jump.bin"));
        assertEquals("-bios ./fw_jump.bin: no such file", refused.getMessage());
    }
}
