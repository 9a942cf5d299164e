package vesper.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.ToLongFunction;

/** Finds what a folder of the host holds. Symbolic links are kept as such. */
final class HostTree {
    private record Pair(Path host, Node.Folder folder) {}

    private final ToLongFunction<BasicFileAttributes> time;
    private final Deque<Pair> waiting = new ArrayDeque<>();

    /** @param time what to note as a file's time, in seconds since 1970 */
    HostTree(ToLongFunction<BasicFileAttributes> time) {
        this.time = time;
    }

    /** Adds to {@code root} what {@code folder} holds. */
    void add(Node.Folder root, Path folder) throws BadTree {
        if (!Files.exists(folder)) {
            throw new BadTree(folder + ": no such folder");
        }
        if (!Files.isDirectory(folder)) {
            throw new BadTree(folder + ": not a folder");
        }
        waiting.add(new Pair(folder, root));
        while (!waiting.isEmpty()) {
            Pair next = waiting.remove();
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(next.host)) {
                for (Path entry : entries) {
                    addEntry(next.folder, entry);
                }
            } catch (DirectoryIteratorException e) {
                throw unreadable(next.host, new IOException(e.getMessage(), e));
            } catch (IOException e) {
                throw unreadable(next.host, e);
            }
        }
    }

    private void addEntry(Node.Folder parent, Path host) throws BadTree, IOException {
        String name = host.getFileName().toString();
        String shown = host.toString();
        BasicFileAttributes about = Files.readAttributes(host, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        long seconds = time.applyAsLong(about);
        if (about.isDirectory()) {
            waiting.add(new Pair(host, parent.folder(name, seconds, shown)));
        } else if (about.isRegularFile()) {
            HostFile content = new HostFile(host, about.size());
            parent.add(name, new Node.File(content, Files.isExecutable(host), seconds), shown);
        } else if (about.isSymbolicLink()) {
            byte[] target = Files.readSymbolicLink(host).toString().getBytes(StandardCharsets.UTF_8);
            parent.add(name, new Node.Link(SparseFile.of(target), seconds), shown);
        } else {
            throw new BadTree(shown + ": neither a file nor a folder nor a symbolic link");
        }
    }

    static BadTree unreadable(Object what, IOException e) {
        String why = switch (e) {
            case AccessDeniedException denied -> "no right to read it";
            case NoSuchFileException gone -> "it went away";
            default -> String.valueOf(e.getMessage());
        };
        return new BadTree(what + ": can't be read: " + why);
    }
}
