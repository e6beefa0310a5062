import { runService } from '@anju/runtime/run-service';
import { fundingService } from './service';

void runService(fundingService, process.env, process.argv);
