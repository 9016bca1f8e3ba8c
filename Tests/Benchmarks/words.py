"""Words with the frequencies of prose: rank times frequency is nearly constant (Zipf's law), and
a longer text has more different words."""
import itertools

# The most common words; all others are made of syllables. With these, stop words and stems are
# those of English text.
COMMON = """the of and to in a was for that with on by were as at from had their they which not after but this when or have be been
one more than could all before under between people families village district local market school road water women men children
elders leaders council committee volunteers staff team patrol police soldiers commander authorities meeting meetings agreement
warning alarm attack attacks threat threats risk risks harm safety protection shelter route routes night season harvest camp return
returned report reports reported agreed asked told moved began ended kept found learned trained shared changed trust talks support
training radio phone signal map week month year area region border group groups armed conflict violence displacement project
partners agency evidence lesson practice plan planned work worked community communities information coordination""".split()
SYLLABLES = """ba be bi bo bu da de di do du fa fe fi ga ge go ja ju ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu pa pe
pi po ra re ri ro ru sa se si so su ta te ti to tu va ve vi wa we ya yo za ze zi ban den fin gol har jun kel lam mor nar pos rin sol tam
ver wen""".split()


class Words:
    def __init__(self, random, cases):
        # Heaps' law: the number of different words is about forty times the square root of the
        # number of words.
        wanted = max(3000, int(40 * (cases * 420) ** 0.5))
        known, made = set(COMMON), []
        while len(made) < wanted - len(COMMON):
            word = "".join(random.choices(SYLLABLES, k=random.choice((2, 3, 3, 4))))
            if word not in known:
                known.add(word)
                made.append(word)
        self.all = COMMON + made
        self.weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(self.all))))

    def pick(self, random, count):
        return random.choices(self.all, cum_weights=self.weights, k=count)

    def title(self, random):
        return " ".join(self.pick(random, random.randint(3, 8))).capitalize()

    def sentence(self, random):
        words = self.pick(random, random.randint(7, 24))
        if len(words) > 15:
            words[len(words) // 2] += ","
        if random.random() < 0.07:
            words[random.randrange(1, len(words))] = str(random.randint(2, 3000))
        return " ".join(words).capitalize() + "."
