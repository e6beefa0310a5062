import { companyMessages } from './pm-company/pm-company.messages';
import { contractMessages } from './pm-contract/pm-contract.messages';

/** 请, or a way of doing it: who is told no is told what to do next. */
const asks = {
  zh: /请/,
  en: /(?:^|[.;:,] |\b(?:and|or) )(?:Ask|Begin|Change|Check|Compare|Complete|Compute|Enter|Give|Let|Look|Make|Merge|Say|Shorten|Sign|Strike|Type|Use)\b/i,
};

const refusals = Object.entries({ companies: companyMessages, contracts: contractMessages }).flatMap(
  ([of, messages]) => Object.entries(messages).map(([code, told]) => [`${of}: ${code}`, told({})] as const),
);

test('there are words to look at', () => {
  expect(refusals.length).toBeGreaterThan(45);
});

test.each(refusals)('the refusal of %s says what to do next in both languages', (_, words) => {
  expect(words.zh).toMatch(asks.zh);
  expect(words.en).toMatch(asks.en);
});
