package vesper.stress.referee;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The referee: {@code qemu-system-riscv64}, whose RAM is a file that is mapped here too. */
public final class Qemu implements Machine {
    /** Where Debian puts it. */
    public static final Path DEFAULT = Path.of("/usr/bin/qemu-system-riscv64");

    private static final String CPU = "rv64,h=false,v=false,zbc=false,svinval=false,svnapot=false,svpbmt=false,"
            + "Zfh=false,Zfhmin=false,zkr=false,sscofpmf=false,sstc=true,pmu-num=29";

    /** What the JVM adds to a signal's number, as shells do. */
    private static final int SIGNALLED = 128;

    private final Path program;
    private final Path directory;
    private final Path ramFile;
    private final Path log;
    private final MappedByteBuffer ram;
    private final Thread interrupted = new Thread(this::abandon);

    // volatile: the thread that starts and stops it writes, the one of the shutdown reads
    private volatile @Nullable Process process;

    private volatile boolean abandoned;
    private int runs;

    public Qemu(Path program) throws IOException {
        this.program = program;
        Path shared = Path.of("/dev/shm");
        directory = Files.isWritable(shared)
                ? Files.createTempDirectory(shared, "vesper-fuzz")
                : Files.createTempDirectory("vesper-fuzz");
        ramFile = directory.resolve("ram");
        log = directory.resolve("log");
        try (FileChannel channel = FileChannel.open(
                ramFile, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ram = channel.map(FileChannel.MapMode.READ_WRITE, 0, RAM_SIZE);
        }
        ram.order(ByteOrder.LITTLE_ENDIAN);
        Runtime.getRuntime().addShutdownHook(interrupted);
    }

    /** For Ctrl-C: neither QEMU nor its RAM may stay behind. */
    private void abandon() {
        abandoned = true;
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
        try {
            delete();
        } catch (IOException e) {
            System.err.println("vesper: " + directory + " stays behind: " + e.getMessage());
        }
    }

    /** How often QEMU was started. */
    public int runs() {
        return runs;
    }

    @Override
    public void start(Workload workload, int next) throws IOException {
        workload.write(next, (address, bytes) -> ram.put(Math.toIntExact(address - RAM_BASE), bytes));
        long mebibytes = RAM_SIZE >> 20;
        List<String> command = List.of(
                program.toString(),
                "-machine",
                "virt,memory-backend=ram",
                "-object",
                "memory-backend-file,id=ram,size=" + mebibytes + "M,share=on,mem-path=" + ramFile,
                "-m",
                mebibytes + "M",
                "-cpu",
                CPU,
                "-accel",
                "tcg,thread=single",
                "-bios",
                "none",
                "-display",
                "none",
                "-serial",
                "none",
                "-monitor",
                "none");
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        runs++;
    }

    @Override
    public long load64(long address) {
        return ram.getLong(Math.toIntExact(address - RAM_BASE));
    }

    @Override
    public boolean alive() {
        Process running = process;
        return running != null && running.isAlive();
    }

    @Override
    public String epitaph() throws IOException {
        String said = Files.readString(log).strip();
        return program + " ended" + (said.isEmpty() ? "" : ", saying \"" + said.replace("\n", "; ") + '"');
    }

    @Override
    public boolean killed() {
        Process ended = process;
        return ended != null && !ended.isAlive() && ended.exitValue() > SIGNALLED;
    }

    @Override
    public void stop() {
        Process running = process;
        if (running == null) {
            return;
        }
        running.destroyForcibly();
        try {
            running.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process = null;
    }

    @Override
    public byte[] read(long address, int size) {
        byte[] bytes = new byte[size];
        ram.get(Math.toIntExact(address - RAM_BASE), bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        stop();
        if (!abandoned) {
            Runtime.getRuntime().removeShutdownHook(interrupted);
            delete();
        }
    }

    private void delete() throws IOException {
        Files.deleteIfExists(ramFile);
        Files.deleteIfExists(log);
        Files.deleteIfExists(directory);
    }
}
