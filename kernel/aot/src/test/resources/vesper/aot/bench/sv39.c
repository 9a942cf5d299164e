#include <stdbool.h>
#include <stdint.h>

enum { PAGES = 1500, V = 1, R = 2, W = 4, X = 8, A = 64, D = 128 };

extern uint8_t arena[];
static uint64_t root;
static uint64_t next;

static uint64_t load(uint64_t at) {
    return *(volatile uint64_t *)at;
}

static void store(uint64_t at, uint64_t value) {
    *(volatile uint64_t *)at = value;
}

static uint64_t table_of_its_own(void) {
    uint64_t table = next;
    next = next + 4096;
    return table;
}

void setup(void) {
    next = ((uint64_t)arena + 4095) & -4096ul;
    root = table_of_its_own();
}

static bool leaf(uint64_t pte) {
    return (pte & (R | W | X)) != 0;
}

static uint64_t frame(uint64_t pte) {
    return pte << 10 >> 20 << 12;
}

static uint64_t pte_of(uint64_t frame, int flags) {
    return frame >> 2 | flags;
}

static uint64_t entry_of(uint64_t table, uint64_t virtual, int level) {
    return table + (virtual >> (12 + 9 * level) & 511) * 8;
}

static void map(uint64_t virtual, uint64_t physical, int flags, int level) {
    uint64_t table = root;
    for (int above = 2; above > level; above--) {
        uint64_t entry = entry_of(table, virtual, above);
        uint64_t pte = load(entry);
        if ((pte & V) == 0) {
            pte = pte_of(table_of_its_own(), V);
            store(entry, pte);
        } else if (leaf(pte)) {
            __builtin_trap();
        }
        table = frame(pte);
    }
    uint64_t entry = entry_of(table, virtual, level);
    if ((load(entry) & V) != 0) {
        __builtin_trap();
    }
    store(entry, pte_of(physical, flags | V | A | D));
}

static uint64_t walk(uint64_t virtual) {
    uint64_t table = root;
    for (int level = 2; level >= 0; level--) {
        uint64_t pte = load(entry_of(table, virtual, level));
        if ((pte & V) == 0) {
            return 0;
        }
        if (leaf(pte)) {
            uint64_t mask = (1ul << (12 + 9 * level)) - 1;
            return (frame(pte) & ~mask) | (virtual & mask);
        }
        table = frame(pte);
    }
    return 0;
}

long bench(void) {
    for (int i = 0; i < PAGES; i++) {
        map(0x400000ul + 0x3000ul * i, 0x80000000ul + 0x1000ul * i, R | W, 0);
    }
    uint64_t sum = 0;
    for (int i = 0; i < PAGES; i++) {
        sum += walk(0x400000ul + 0x3000ul * i + i);
    }
    return sum;
}
