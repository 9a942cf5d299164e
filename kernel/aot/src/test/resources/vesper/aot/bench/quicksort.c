#include <stdint.h>

enum { SIZE = 10000 };
static int values[SIZE];

void setup(void) {
    uint32_t seed = 7;
    for (int i = 0; i < SIZE; i++) {
        seed = seed * 1103515245 + 12345;
        values[i] = (int32_t)seed >> 4;
    }
}

static void sort(int *values, int low, int high) {
    while (low < high) {
        int pivot = values[(unsigned)(low + high) >> 1];
        int i = low;
        int j = high;
        while (i <= j) {
            while (values[i] < pivot) {
                i++;
            }
            while (values[j] > pivot) {
                j--;
            }
            if (i <= j) {
                int swapped = values[i];
                values[i] = values[j];
                values[j] = swapped;
                i++;
                j--;
            }
        }
        if (j - low < high - i) {
            sort(values, low, j);
            low = i;
        } else {
            sort(values, i, high);
            high = j;
        }
    }
}

long bench(void) {
    sort(values, 0, SIZE - 1);
    uint64_t sum = 0;
    for (int i = 0; i < SIZE; i++) {
        sum = sum * 31 + values[i];
    }
    return sum;
}
