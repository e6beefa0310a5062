import { createCellReader, readTable } from '@anju/runtime/csv-table';
import { nextStep } from '@anju/runtime/testing/next-step';
import { responseMessages } from './household-response/household-response.messages';
import { readResponseRows, responseColumns } from './household-response/household-responses.csv';
import { solicitationMessages } from './solicitation/solicitation.messages';

const refusals = Object.entries({ responses: responseMessages, solicitations: solicitationMessages }).flatMap(
  ([of, messages]) => Object.entries(messages).map(([code, told]) => [`${of}: ${code}`, told({})] as const),
);

test('there are words to look at', () => {
  expect(refusals.length).toBeGreaterThan(25);
});

test.each(refusals)('the refusal of %s says what to do next in both languages', (_, words) => {
  expect(words.zh).toMatch(nextStep.zh);
  expect(words.en).toMatch(nextStep.en);
});

test('so does every problem of a row that is found in a file of responses', () => {
  const csv = [
    [...responseColumns, 'note'].join(','),
    '张三,2022-06-07,visit,,,,,,',
    '1-1-101,2022-06-07,visit,,,,,,',
    '1-1-101,2022-06-07,visit,,,,,,',
    '1-1-102,,visit,,,,,,',
    '1-1-103,2022-06-07,visit,,yes,,,,',
    '1-1-104,2022-06-07,pigeon,,,,,,',
    '1-1-105,2022-13-07,visit,,,,,,',
    '1-1-106,2022-06-07,visit,answered,maybe,,,,',
    '1-1-107,2022-06-07,visit,,,,,,虚构',
  ].join('\n');
  const table = readTable(Buffer.from(csv).toString('base64'), responseColumns);
  if (!table.readable) throw new Error(table.code);
  const cells = createCellReader(table);
  readResponseRows(table.rows, cells, { communityName: '凤源小区', synthetic: false });

  expect(cells.problems.map(({ line, column }) => `${line} ${column}`)).toEqual([
    '2 household',
    '4 household',
    '5 contacted_on',
    '6 answered',
    '7 way',
    '8 contacted_on',
    '9 consent',
    '10 note',
  ]);
  for (const { reason } of cells.problems) {
    expect(reason.zh).toMatch(nextStep.zh);
    expect(reason.en).toMatch(nextStep.en);
  }
});
