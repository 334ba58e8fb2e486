// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/textdiff.h"

#include <QHash>

#include <algorithm>

namespace lockstep {

namespace {

constexpr double alike = 0.4;              // of all weight: below, lines are two lines, not one that changed
constexpr qsizetype mostForOnePlace = 900; // comparisons; a larger place is parted by first words

// The words of a line that are not white space, as sorted hashes with their weights. Long words count no more than middling
// ones, or a new address would make another line; the first one, a name or a keyword, counts more than any other.
struct Bag
{
    QList<QPair<size_t, int>> words;
    int weight = 0;
};

Bag bagOf(QStringView line)
{
    constexpr int most = 4;
    Bag bag;
    const QList<TextPiece> words = wordsIn(line);
    for (const TextPiece &word : words) {
        const QStringView text = line.sliced(word.begin, word.length);
        if (text.first().isSpace())
            continue;
        // On an indented line a number is no name.
        const bool first = bag.words.isEmpty() && (word.begin == 0 || text.first().isLetter());
        const int weight = std::min(int(text.size()), most) + (first ? most : 0);
        bag.words.append({qHash(text, first ? 1 : 0), weight});
        bag.weight += weight;
    }
    std::sort(bag.words.begin(), bag.words.end());
    return bag;
}

// Share of the weight that stands in words of both.
double likeness(const Bag &a, const Bag &b)
{
    if (a.weight + b.weight == 0)
        return 1; // both are blank
    int common = 0;
    for (auto one = a.words.cbegin(), other = b.words.cbegin(); one != a.words.cend() && other != b.words.cend();) {
        if (*one == *other) {
            common += 2 * one->second;
            ++one;
            ++other;
        } else if (*one < *other) {
            ++one;
        } else {
            ++other;
        }
    }
    return double(common) / (a.weight + b.weight);
}

// The order-keeping pairs with the greatest likeness in sum.
QList<QPair<int, int>> bestPairs(const QList<QStringView> &left, const QList<QStringView> &right, int leftFrom, int rightFrom)
{
    QList<Bag> a;
    QList<Bag> b;
    for (const QStringView line : left)
        a.append(bagOf(line));
    for (const QStringView line : right)
        b.append(bagOf(line));
    const qsizetype width = b.size() + 1;
    QList<double> best((a.size() + 1) * width, 0);
    QList<double> like(a.size() * b.size(), 0);
    for (qsizetype i = a.size() - 1; i >= 0; --i) {
        for (qsizetype k = b.size() - 1; k >= 0; --k) {
            const double one = likeness(a[i], b[k]);
            like[i * b.size() + k] = one;
            const double paired = one >= alike ? one + best[(i + 1) * width + k + 1] : 0;
            best[i * width + k] = std::max({paired, best[(i + 1) * width + k], best[i * width + k + 1]});
        }
    }
    QList<QPair<int, int>> pairs;
    for (qsizetype i = 0, k = 0; i < a.size() && k < b.size();) {
        const double one = like[i * b.size() + k];
        const double here = best[i * width + k];
        if (one >= alike && here == one + best[(i + 1) * width + k + 1]) {
            pairs.append({leftFrom + int(i++), rightFrom + int(k++)});
        } else if (here == best[(i + 1) * width + k]) {
            ++i;
        } else {
            ++k;
        }
    }
    return pairs;
}

QStringView firstWord(QStringView line)
{
    const QStringView text = line.trimmed();
    const auto end = std::ranges::find_if(text, [](QChar c) { return c.isSpace(); });
    return text.first(end - text.cbegin());
}

QList<Hunk> byFirstWords(const QList<QStringView> &left, const QList<QStringView> &right)
{
    QHash<QStringView, int> ids;
    const auto numbers = [&](const QList<QStringView> &lines) {
        QList<int> list;
        for (const QStringView line : lines) {
            const QStringView word = firstWord(line);
            const auto known = ids.constFind(word);
            list.append(known != ids.constEnd() ? *known : *ids.insert(word, int(ids.size())));
        }
        return list;
    };
    const QList<int> one = numbers(left);
    return sequenceDiff(one, numbers(right));
}

} // namespace

QList<QPair<int, int>> pairedLines(const QList<QStringView> &left, const QList<QStringView> &right, qsizetype &budget)
{
    const auto affordable = [&](qsizetype a, qsizetype b) { return a * b <= std::min(mostForOnePlace, budget); };
    if (affordable(left.size(), right.size())) {
        budget -= left.size() * right.size();
        return bestPairs(left, right, 0, 0);
    }
    QList<QPair<int, int>> pairs;
    int a = 0;
    int b = 0;
    const auto alignedUpTo = [&](qsizetype end) {
        while (a < end)
            pairs.append({a++, b++});
    };
    const QList<Hunk> gaps = byFirstWords(left, right);
    for (const Hunk &gap : gaps) {
        alignedUpTo(gap.left);
        if (gap.leftCount > 0 && gap.rightCount > 0 && affordable(gap.leftCount, gap.rightCount)) {
            budget -= gap.leftCount * gap.rightCount;
            pairs += bestPairs(left.sliced(gap.left, gap.leftCount), right.sliced(gap.right, gap.rightCount), a, b);
        }
        a += int(gap.leftCount);
        b += int(gap.rightCount);
    }
    alignedUpTo(left.size());
    return pairs;
}

} // namespace lockstep
