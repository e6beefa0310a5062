import type { Consumer } from '@anju/runtime/consumer';
import { onCompanyCorrected } from './known/company/company-corrected.consumer';
import { onCompanyRegistered } from './known/company/company-registered.consumer';
import { onProjectApproved } from './known/project/project-approved.consumer';
import { onProjectListed } from './known/project/project-listed.consumer';
import { onProjectProposed } from './known/project/project-proposed.consumer';
import { onProjectWithdrawn } from './known/project/project-withdrawn.consumer';

/** Everything this service listens to. */
export const governance: Consumer = {
  name: 'governance',
  subscriptions: [
    onCompanyRegistered,
    onCompanyCorrected,
    onProjectProposed,
    onProjectListed,
    onProjectApproved,
    onProjectWithdrawn,
  ],
};
