package vesper.stress.documents;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The project's files, and the classes that its sources declare. */
final class Sources {
    private static final Pattern DECLARATION = Pattern.compile("\\b(?:class|record|enum|interface)\\s+([A-Z]\\w*)");

    private static final Pattern COMMENT = Pattern.compile("(?s:/\\*.*?\\*/)|(?m://.*$)");

    // each path, of a file or a folder, with a slash before it: one ends in "/hart/Hart.java"
    private final Set<String> paths = new HashSet<>();

    // a class's simple name, and the sources that declare such a class
    private final Map<String, List<String>> classes = new HashMap<>();

    Sources(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                if (name.equals("target") || name.equals(".git")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                paths.add("/" + root.relativize(folder));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                paths.add("/" + root.relativize(file));
                if (file.toString().endsWith(".java")) {
                    String source = COMMENT.matcher(Files.readString(file)).replaceAll("");
                    Matcher declared = DECLARATION.matcher(source);
                    while (declared.find()) {
                        classes.computeIfAbsent(declared.group(1), name -> new ArrayList<>())
                                .add(source);
                    }
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Whether a file or folder is there whose path is this, or ends so; of a Java source the ending may be left out. */
    boolean hasPath(String path) {
        String end = "/" + path.replaceFirst("^(\\.\\.\\.|\\.)/", "").replaceFirst("/$", "");
        return paths.stream().anyMatch(each -> each.endsWith(end) || each.endsWith(end + ".java"));
    }

    /** Whether there is such a class. */
    boolean hasClass(String name) {
        return classes.containsKey(name);
    }

    /** Whether there is a class of such a name, in which a {@code *} stands for anything. */
    boolean hasClassLike(String pattern) {
        Pattern wanted = Pattern.compile(pattern.replace("*", ".*"));
        return classes.keySet().stream().anyMatch(name -> wanted.matcher(name).matches());
    }

    /** Whether some source has this text as a constant. */
    boolean names(String constant) {
        return classes.values().stream()
                .flatMap(List::stream)
                .anyMatch(source -> source.contains('"' + constant + '"'));
    }

    /** Whether the source of such a class has this word. */
    boolean hasMember(String className, String member) {
        Pattern word = Pattern.compile("\\b" + Pattern.quote(member) + "\\b");
        return classes.getOrDefault(className, List.of()).stream()
                .anyMatch(source -> word.matcher(source).find());
    }
}
