package vesper.stress.bench.program.json;

import vesper.stress.bench.program.Apart;

/** Asks a tree for what a path leads to, of a part of JSONPath: names, numbers, slices, all, descendants and filters. */
final class Paths extends Apart {
    private final Tree tree;
    private byte[] path = new byte[1];
    private int end;
    private long sum;
    private int found;

    Paths(Tree tree) {
        this.tree = tree;
    }

    /** {@return a number that follows from what was found, and in what order} */
    long ask(int root, byte[] question) {
        path = question;
        end = question.length;
        sum = 0;
        found = 0;
        follow(root, 1);
        return sum * 31 + found;
    }

    private void follow(int node, int at) {
        if (node == Tree.NONE) {
            return;
        }
        if (at == end) {
            found++;
            sum = sum * 31 + tree.kind[node] + (tree.kind[node] == Tree.NUMBER ? tree.digits[node] : tree.size[node]);
        } else if (path[at] == '[') {
            bracket(node, at + 1);
        } else if (path[at + 1] == '.') {
            descend(node, at + 1);
        } else {
            named(node, at + 1);
        }
    }

    private int nameEnd(int at) {
        int i = at;
        while (i < end && path[i] != '.' && path[i] != '[') {
            i++;
        }
        return i;
    }

    private void named(int node, int at) {
        if (path[at] == '*') {
            all(node, at + 1);
        } else {
            int after = nameEnd(at);
            follow(tree.member(node, path, at, after - at), after);
        }
    }

    private void all(int node, int at) {
        for (int child = tree.first[node]; child != Tree.NONE; child = tree.next[child]) {
            follow(child, at);
        }
    }

    /** To the node itself and to all below it. */
    private void descend(int node, int at) {
        named(node, at + 1);
        for (int child = tree.first[node]; child != Tree.NONE; child = tree.next[child]) {
            descend(child, at);
        }
    }

    private void bracket(int node, int at) {
        if (tree.kind[node] != Tree.ARRAY) {
            return;
        }
        if (path[at] == '*') {
            all(node, at + 2);
        } else if (path[at] == '?') {
            filter(node, at + 1);
        } else {
            slice(node, at);
        }
    }

    /** {@code [n]}, or {@code [from:to]}. */
    private void slice(int node, int at) {
        int i = numberEnd(at);
        int from = number(at, i);
        if (path[i] == ']') {
            follow(tree.child(node, from), i + 1);
            return;
        }
        int j = numberEnd(i + 1);
        int count = tree.children(node);
        int to = j == i + 1 ? count : number(i + 1, j);
        from = from < 0 ? Math.max(0, from + count) : from;
        to = to < 0 ? to + count : Math.min(to, count);
        for (int k = from; k < to; k++) {
            follow(tree.child(node, k), j + 1);
        }
    }

    private int numberEnd(int at) {
        int i = at;
        while (path[i] == '-' || (path[i] >= '0' && path[i] <= '9')) {
            i++;
        }
        return i;
    }

    private int number(int at, int to) {
        boolean negative = path[at] == '-';
        int value = 0;
        for (int i = negative ? at + 1 : at; i < to; i++) {
            value = value * 10 + path[i] - '0';
        }
        return negative ? -value : value;
    }

    /** {@code [?name<number]}, with a comparison of one character. */
    private void filter(int node, int at) {
        int i = at;
        while (path[i] != '<' && path[i] != '>' && path[i] != '=') {
            i++;
        }
        int j = numberEnd(i + 1);
        int limit = number(i + 1, j);
        for (int child = tree.first[node]; child != Tree.NONE; child = tree.next[child]) {
            int member = tree.member(child, path, at, i - at);
            if (member != Tree.NONE && tree.kind[member] == Tree.NUMBER) {
                int order = compare(tree.digits[member], tree.exponent[member], limit);
                boolean holds = switch (path[i]) {
                    case '<' -> order < 0;
                    case '>' -> order > 0;
                    default -> order == 0;
                };
                if (holds) {
                    follow(child, j + 1);
                }
            }
        }
    }

    private static int compare(long digits, int exponent, long limit) {
        long value = digits;
        long other = limit;
        for (int i = Math.min(exponent, 18); i > 0 && Math.abs(value) < Long.MAX_VALUE / 10; i--) {
            value *= 10;
        }
        for (int i = Math.max(exponent, -18); i < 0 && Math.abs(other) < Long.MAX_VALUE / 10; i++) {
            other *= 10;
        }
        return Long.compare(value, other);
    }
}
