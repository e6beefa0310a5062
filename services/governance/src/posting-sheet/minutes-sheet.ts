import type { CalendarDate, Instant } from '@anju/values/time';
import type { AssemblyMeeting } from '../assembly-meeting/assembly-meeting';
import type { OwnersDecision } from '../owners-decision/owners-decision';
import type { Question } from '../question/question';
import { formWords, markedTitle, procedureFacts, type Procedure, warrantWords } from './notice-sheet';
import type { Sheet } from './page';
import { areaWords, dateWords, momentWords, outcomeWords } from './paper-words';

/** What the minutes tell of the meeting. */
interface Held extends Pick<AssemblyMeeting, 'id' | 'form' | 'synthetic' | 'residentsCommitteeToldAt'> {
  readonly filingNumber: string;
  readonly noticedOn: CalendarDate;
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  readonly procedure: Procedure | null;
  /** How many owners were reached, and how. */
  readonly deliveries: {
    readonly owners: number;
    readonly hand: number;
    readonly post: number;
    readonly online: number;
    readonly posted: number;
    readonly notDelivered: number;
  };
}

/** A question with what was counted. */
export interface Counted {
  readonly question: Question;
  readonly decision: OwnersDecision;
}

/** The minutes of a meeting whose questions are all counted, to be signed and kept by the committee (GOV-MEET-6). Totals alone. */
export function minutesSheet(meeting: Held, community: string, counted: readonly Counted[]): Sheet {
  const { owners, hand, post, online, posted, notDelivered } = meeting.deliveries;
  return {
    title: markedTitle('业主大会会议记录', meeting.synthetic),
    subtitle: community,
    parts: [
      {
        facts: [
          ['召集人', `业主委员会（备案号 ${meeting.filingNumber}）`],
          ['会议形式', formWords[meeting.form]],
          ['通知日期', dateWords(meeting.noticedOn)],
          ['告知居民委员会', momentWords(meeting.residentsCommitteeToldAt)],
          ['表决期间', `${momentWords(meeting.opensAt)}至${momentWords(meeting.closesAt)}（不含）`],
          [
            '送达',
            `应送达 ${owners} 人：当面 ${hand} 人，邮寄 ${post} 人，网上 ${online} 人，张贴 ${posted} 人，未送达 ${notDelivered} 人`,
          ],
          ...procedureFacts(meeting.procedure),
          ['会议编号', meeting.id],
        ],
      },
      { heading: '表决结果' },
      {
        columns: ['序号', '事项', '应参与', '参与', '同意', '结果'],
        rows: counted.map(({ question, decision }) => [
          String(question.number),
          [question.title, ...warrantWords(question.warrants)].join('；'),
          ...[decision.turnout.entitled, decision.turnout.tookPart, decision.turnout.yes].map(
            ({ heads, areaDm2 }) => `${heads} 人，${areaWords(areaDm2)}`,
          ),
          decision.annulledAt
            ? `${outcomeWords[decision.outcome]}；已被依法撤销`
            : outcomeWords[decision.outcome],
        ]),
      },
      { heading: '记录' },
      {
        columns: ['序号', '决定编号', '计票时间', '表决票', '表决票 SHA-256'],
        rows: counted.map(({ question, decision }) => [
          String(question.number),
          decision.id,
          momentWords(decision.decidedAt),
          `${decision.ballots} 张，作废登记 ${decision.voidedBallots} 张`,
          decision.ballotsHash,
        ]),
      },
      { heading: '签名' },
      {
        facts: [
          ['业主委员会', ''],
          ['记录人', ''],
          ['日期', ''],
        ],
      },
    ],
  };
}
