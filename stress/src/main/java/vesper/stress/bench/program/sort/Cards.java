package vesper.stress.bench.program.sort;

import vesper.stress.bench.program.Apart;

/** Objects that are sorted by what an {@link Order} says: a call for each comparison. */
final class Cards extends Apart {
    static final int KINDS = 4;

    /** What is sorted. */
    static final class Card extends Apart {
        int suit;
        int rank;
        long serial;
    }

    /** Which of two comes first. */
    interface Order {
        int compare(Card a, Card b);
    }

    private static final class BySuit implements Order {
        @Override
        public int compare(Card a, Card b) {
            return a.suit != b.suit ? Integer.compare(a.suit, b.suit) : Integer.compare(a.rank, b.rank);
        }
    }

    private static final class ByRank implements Order {
        @Override
        public int compare(Card a, Card b) {
            int difference = b.rank - a.rank;
            return difference != 0 ? difference : a.suit - b.suit;
        }
    }

    private static final class BySerial implements Order {
        @Override
        public int compare(Card a, Card b) {
            return Long.compareUnsigned(a.serial, b.serial);
        }
    }

    private static final class Reversed implements Order {
        private final Order order;

        Reversed(Order order) {
            this.order = order;
        }

        @Override
        public int compare(Card a, Card b) {
            return order.compare(b, a);
        }
    }

    private static final Order[] ORDERS = {new BySuit(), new ByRank(), new BySerial(), new Reversed(new BySuit())};

    private final int count;
    private final Card[] cards;
    private final Card[] other;
    private Order order = ORDERS[0];

    Cards(int count) {
        this.count = count;
        cards = new Card[count];
        other = new Card[count];
        for (int i = 0; i < count; i++) {
            cards[i] = new Card();
            other[i] = cards[i];
        }
    }

    long fill(long seed) {
        long random = seed;
        for (int i = 0; i < count; i++) {
            random = random * 6364136223846793005L + 1442695040888963407L;
            Card card = cards[i];
            card.suit = (int) (random >>> 62);
            card.rank = (int) (random >>> 40) % 13;
            card.serial = random * 31;
        }
        return random;
    }

    /** Bottom up, so that it is stable, after small groups were sorted by inserting. */
    @SuppressWarnings("ReferenceEquality") // which array the result is in
    void sort(int kind) {
        order = ORDERS[kind];
        int width = 4;
        for (int from = 0; from < count; from += width) {
            insertion(from, Math.min(from + width, count));
        }
        Card[] source = cards;
        Card[] target = other;
        while (width < count) {
            for (int from = 0; from < count; from += 2 * width) {
                merge(source, target, from, Math.min(from + width, count), Math.min(from + 2 * width, count));
            }
            Card[] swapped = source;
            source = target;
            target = swapped;
            width *= 2;
        }
        if (source != cards) {
            for (int i = 0; i < count; i++) {
                cards[i] = source[i];
            }
        }
    }

    private void insertion(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            Card card = cards[i];
            int j = i;
            while (j > from && order.compare(cards[j - 1], card) > 0) {
                cards[j] = cards[j - 1];
                j--;
            }
            cards[j] = card;
        }
    }

    private void merge(Card[] source, Card[] target, int from, int middle, int to) {
        int i = from;
        int j = middle;
        int k = from;
        while (i < middle && j < to) {
            if (order.compare(source[i], source[j]) <= 0) {
                target[k++] = source[i++];
            } else {
                target[k++] = source[j++];
            }
        }
        while (i < middle) {
            target[k++] = source[i++];
        }
        while (j < to) {
            target[k++] = source[j++];
        }
    }

    long check() {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            Card card = cards[i];
            if (i > 0 && order.compare(cards[i - 1], card) > 0) {
                throw new IllegalStateException("cards are not sorted");
            }
            sum = sum * 31 + card.suit * 13L + card.rank;
        }
        return sum;
    }
}
