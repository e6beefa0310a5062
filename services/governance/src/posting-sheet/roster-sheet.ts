import type { AreaDm2 } from '@anju/values/area';
import { dateOf } from '@anju/values/time';
import type { AssemblyMeeting } from '../assembly-meeting/assembly-meeting';
import type { ElectorateSnapshot } from '../electorate-snapshot/electorate-snapshot';
import { markedTitle } from './notice-sheet';
import type { Sheet } from './page';
import { areaWords, dateWords, momentWords } from './paper-words';

/** A home of the roster, with its owners' names as anybody may read them. */
export interface RosterRow {
  readonly label: string;
  readonly maskedNames: readonly string[];
  readonly areaDm2: AreaDm2;
}

/** Who may vote, of one building, as it is posted there: unit, masked name and area, and nothing else (PRIV-2). */
export const rosterSheet = (
  { id, takenAt, hash }: Pick<ElectorateSnapshot, 'id' | 'takenAt' | 'hash'>,
  community: string,
  building: string,
  rows: readonly RosterRow[],
  { synthetic, withdrawnAt }: Pick<AssemblyMeeting, 'synthetic' | 'withdrawnAt'>,
): Sheet => ({
  title: markedTitle('业主名册公示', synthetic),
  subtitle: `${community} ${building}号楼`,
  parts: [
    ...(withdrawnAt ? [{ text: `所属会议的通知已于${momentWords(withdrawnAt)}撤回。` }] : []),
    {
      facts: [
        ['封存日期', dateWords(dateOf(takenAt))],
        ['专有部分', `${rows.length} 处，${areaWords(rows.reduce((sum, { areaDm2 }) => sum + areaDm2, 0))}`],
      ],
    },
    { heading: '业主' },
    {
      columns: ['专有部分', '业主', '面积'],
      rows: rows.map(({ label, maskedNames, areaDm2 }) => [
        label,
        maskedNames.join('、'),
        areaWords(areaDm2),
      ]),
    },
    {
      text: '姓名已作遮盖。对名册中本人的专有部分或者面积有异议，或者对遮盖有异议的，请持不动产权属证明向业主委员会或者街道办事处提出，单独答复。',
    },
    {
      facts: [
        ['名册编号', id],
        ['名册 SHA-256', hash],
      ],
    },
  ],
});
