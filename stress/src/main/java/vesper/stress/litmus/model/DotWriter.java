package vesper.stress.litmus.model;

import java.util.List;

/** Writes a picture for Graphviz: a cluster a hart. */
final class DotWriter {
    private final Picture picture;
    private final StringBuilder out = new StringBuilder();

    private DotWriter(Picture picture) {
        this.picture = picture;
    }

    static String write(Picture picture) {
        return new DotWriter(picture).write();
    }

    private String write() {
        out.append("digraph execution {\n");
        out.append("  label=")
                .append(quoted(String.join("\n", picture.title())))
                .append(";\n");
        out.append("  labelloc=t; node [shape=box, fontname=monospace]; edge [fontname=monospace];\n");
        for (int hart = -1; hart < picture.harts(); hart++) {
            if (hart >= 0) {
                out.append("  subgraph cluster_").append(hart).append(" {\n");
                out.append("    label=").append(quoted("hart " + hart)).append(";\n");
            }
            boxes(hart);
            if (hart >= 0) {
                out.append("  }\n");
            }
        }
        picture.arrows().forEach(this::arrow);
        return out.append("}\n").toString();
    }

    private void boxes(int hart) {
        List<Picture.Box> boxes = picture.boxes();
        for (int i = 0; i < boxes.size(); i++) {
            Picture.Box box = boxes.get(i);
            if (box.hart() == hart) {
                String label = box.instruction().isEmpty() ? box.effect() : box.effect() + "\n" + box.instruction();
                out.append("    n")
                        .append(i)
                        .append(" [label=")
                        .append(quoted(label))
                        .append("];\n");
            }
        }
    }

    private void arrow(Picture.Arrow arrow) {
        out.append("  n").append(arrow.from()).append(" -> n").append(arrow.to());
        out.append(" [label=").append(quoted(arrow.label()));
        out.append(", color=").append(quoted(arrow.colour()));
        out.append(", fontcolor=").append(quoted(arrow.colour()));
        out.append(arrow.inCycle() ? ", penwidth=2.5" : ", style=dashed").append("];\n");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
