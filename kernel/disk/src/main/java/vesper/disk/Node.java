package vesper.disk;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a name in a folder stands for. Times are in seconds since 1970. */
sealed interface Node {
    long time();

    /** A regular file. */
    record File(Content content, boolean executable, long time) implements Node {}

    /** A symbolic link; the content is where it leads. */
    record Link(Content target, long time) implements Node {}

    /** A folder, its entries by name, so that they come in one order on every host. */
    record Folder(SortedMap<String, Node> entries, long time) implements Node {
        Folder(long time) {
            this(new TreeMap<>(), time);
        }

        /** @param shown the path to name in errors */
        void add(String name, Node node, String shown) throws BadTree {
            checkName(name, shown);
            if (entries.putIfAbsent(name, node) != null) {
                throw new BadTree(shown + ": is there already");
            }
        }

        /** The folder of this name, made if there is none. */
        Folder folder(String name, long newTime, String shown) throws BadTree {
            Node there = entries.get(name);
            if (there instanceof Folder already) {
                return already;
            }
            if (there != null) {
                throw new BadTree(shown + ": " + name + " is not a folder");
            }
            Folder made = new Folder(newTime);
            add(name, made, shown);
            return made;
        }

        private static void checkName(String name, String shown) throws BadTree {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            if (bytes.length > Minix3.NAME_BYTES) {
                throw new BadTree(shown + ": its name has " + bytes.length + " bytes; Minix 3 names have at most "
                        + Minix3.NAME_BYTES);
            }
            if (name.isEmpty()
                    || name.equals(".")
                    || name.equals("..")
                    || name.indexOf('/') >= 0
                    || name.indexOf(0) >= 0) {
                throw new BadTree(shown + ": not a path of names");
            }
            // the replacement character stands for bytes that the host's locale can't read
            if (name.indexOf('\ufffd') >= 0 || !new String(bytes, StandardCharsets.UTF_8).equals(name)) {
                throw new BadTree(shown + ": its name isn't text to this JVM; LC_ALL=C.UTF-8 may help");
            }
        }
    }
}
