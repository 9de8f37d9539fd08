import { describeRandomLives } from "../support/randomLives";

describeRandomLives(1);
