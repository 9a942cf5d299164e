package vesper.aot.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import vesper.aot.CompileError;
import vesper.aot.CompiledImage;
import vesper.aot.Compiler;
import vesper.aot.emit.CodeLog;
import vesper.machine.BadInput;
import vesper.machine.ImageFile;
import vesper.machine.Machine;
import vesper.machine.MachineConfig;

/**
 * One benchmark, compiled from Java by us and from C by {@code riscv64-unknown-elf-gcc -O2}.
 *
 * @param gccInstructions what the twin in C executes if gcc 12.2.0 compiles it: for machines without gcc
 */
record Twin(String name, Class<?> java, long gccInstructions) {
    static final List<Twin> ALL = List.of(
            new Twin("crc32", Crc32.class, 180234),
            new Twin("sieve", Sieve.class, 375444),
            new Twin("quicksort", Quicksort.class, 1455475),
            new Twin("frames", Frames.class, 663419),
            new Twin("sv39", Sv39.class, 156056),
            new Twin("zones", Zones.class, 92775),
            new Twin("ring", Ring.class, 144532));

    static final String GCC = "riscv64-unknown-elf-gcc";
    private static final long MEMORY = 16 << 20;

    /**
     * What a run came to.
     *
     * @param result what {@code bench} returned
     * @param instructions that it executed
     * @param bytes of code, {@code setup} included
     */
    record Run(long result, long instructions, long bytes) {}

    Run runJava() throws CompileError, BadInput, InterruptedException {
        CompiledImage image = compile();
        long bytes = 0;
        for (CodeLog.Function function : image.log().functions()) {
            bytes += image.program().address(function.end()) - image.program().address(function.start());
        }
        return run(image.elf(), bytes);
    }

    CompiledImage compile() throws CompileError {
        return new Compiler(java.getClassLoader())
                .root(Harness.class.getName())
                .root(java.getName())
                .compile();
    }

    /** Compiles the twin in C in {@code folder}. */
    Run runC(Path folder) throws IOException, BadInput, InterruptedException {
        Path source = copy(folder, name + ".c");
        Path start = copy(folder, "start.S");
        Path object = folder.resolve(name + ".o");
        Path elf = folder.resolve(name + ".elf");
        gcc(List.of("-c", "-o", object.toString(), source.toString()));
        gcc(List.of(
                "-nostdlib",
                "-static",
                "-Wl,-Ttext=0x80000000",
                "-o",
                elf.toString(),
                start.toString(),
                object.toString()));
        return run(Files.readAllBytes(elf), textSize(object));
    }

    private static Path copy(Path folder, String file) throws IOException {
        Path to = folder.resolve(file);
        try (InputStream in = Objects.requireNonNull(Twin.class.getResourceAsStream(file), file)) {
            Files.write(to, in.readAllBytes());
        }
        return to;
    }

    private static void gcc(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(GCC, "-O2", "-march=rv64gc", "-mabi=lp64d", "-mcmodel=medany", "-ffreestanding"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }

    /** The bytes of code in an ELF object: of its sections with SHF_EXECINSTR. */
    private static long textSize(Path object) throws IOException {
        ByteBuffer elf = ByteBuffer.wrap(Files.readAllBytes(object)).order(ByteOrder.LITTLE_ENDIAN);
        long headers = elf.getLong(0x28);
        int count = elf.getShort(0x3c);
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            int header = (int) headers + 64 * i;
            bytes += (elf.getLong(header + 8) & 4) != 0 ? elf.getLong(header + 0x20) : 0;
        }
        return bytes;
    }

    private static Run run(byte[] elf, long bytes) throws BadInput, InterruptedException {
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        MachineConfig config = MachineConfig.builder()
                .memory(MEMORY)
                .kernel(new ImageFile("benchmark", elf))
                .build();
        try (Machine machine = new Machine(config, console)) {
            machine.run();
        }
        ByteBuffer answer = ByteBuffer.wrap(console.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        return new Run(answer.getLong(), answer.getLong(), bytes);
    }
}
