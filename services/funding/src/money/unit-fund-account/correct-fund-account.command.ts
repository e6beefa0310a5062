import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { accept, refuse } from '@anju/values/decision';
import { actsAs } from '../../acts-as.access';
import { findCommunity } from '../../known/community/community.table';
import { bookEntry, findAccountsHeldBy, lockAccounts } from '../ledger/ledger.table';
import { accountNow } from './fund-account.queries';
import { correctFundAccount as decide, type EnteredFigures } from './fund-correction';
import { findCorrectionsOfUnits, insertCorrection } from './fund-correction.table';
import { findAccountsOfUnits } from './unit-fund-account.table';

interface Correction extends EnteredFigures {
  readonly unitId: string;
}

/** What the account was opened with is kept, and so is every correction. */
export function correctFundAccount(context: Context, key: string, input: Correction) {
  const request = { caller: context, key, operation: 'correctFundAccount', input };
  return once(context, request, async (tx) => {
    const { unitId, ...figures } = input;
    const [account] = await findAccountsOfUnits(tx, [unitId]);
    if (!account) return refuse('ACCOUNT_NOT_FOUND');
    const { communityId } = account;
    const community = await findCommunity(tx, communityId);
    if (!community || !actsAs(context, ['COUNTY_BUREAU', 'FINANCE'], { division: community.divisionCode }))
      return refuse('NOT_IN_SCOPE');

    const now = context.clock();
    const locked = await lockAccounts(tx, communityId, [
      { account: 'BANK_DEPOSIT', holder: '' },
      { account: 'UNIT_FUND', holder: account.unitId },
    ]);
    const of = (kind: string) => locked.find((each) => each.kind === kind) ?? null;
    const earlier = await findCorrectionsOfUnits(tx, [unitId]);
    const depositFen = of('BANK_DEPOSIT')?.balanceFen ?? 0;
    const result = decide(account, figures, { earlier, fund: of('UNIT_FUND'), depositFen }, now);
    if (!result.accepted) return result;

    const { correction, entry } = result.state;
    await insertCorrection(tx, correction);
    if (entry) await bookEntry(tx, entry, now);
    const { number, firstDepositFen, openingFen, asOf, synthetic, paperNumber, paperSha256 } = correction;
    const detail = { number, firstDepositFen, openingFen, asOf, synthetic, paperNumber, paperSha256 };
    await appendAudit(tx, context, { action: 'correctFundAccount', subject: unitId, detail }, now);
    return accept(accountNow(account, [...earlier, correction], await findAccountsHeldBy(tx, [unitId])));
  });
}
