import { describeRandomLives } from "../support/randomLives";

describeRandomLives(0);
