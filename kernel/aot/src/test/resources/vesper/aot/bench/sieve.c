#include <stdbool.h>

enum { LIMIT = 32768 };
static bool composite[LIMIT];

void setup(void) {}

long bench(void) {
    for (int i = 2; i * i < LIMIT; i++) {
        if (!composite[i]) {
            for (int j = i * i; j < LIMIT; j += i) {
                composite[j] = true;
            }
        }
    }
    int primes = 0;
    for (int i = 2; i < LIMIT; i++) {
        if (!composite[i]) {
            primes++;
        }
    }
    return primes;
}
