import type { z } from "zod";
import { projectWish as form, wantedMember as member } from "../../contracts/application/projects/wish";
import type { ProjectWish, WantedMember } from "./record";

/** A member as somebody sends it. */
export const wantedMember = member satisfies z.ZodType<WantedMember>;

/** A wish as somebody sends it: its form and its limits. */
export const projectWish = form satisfies z.ZodType<ProjectWish>;
