import { DataTfeWorkspaceIds } from "@cdktf/provider-tfe/lib/data-tfe-workspace-ids";
import { Construct } from "constructs";

/**
 * Workspaces that others create, as far as they exist: names that nobody has taken yet are left out by Terraform Cloud, and
 * are no error.
 *
 * Creates a `tfe_workspace_ids` data source.
 */
export class OtherWorkspaces extends Construct {
  /** Expression (without braces) of the list of their ids. */
  public readonly ids: string;

  constructor(
    scope: Construct,
    id: string,
    props: { readonly organization: string; readonly names: readonly string[] },
  ) {
    super(scope, id);
    const data = new DataTfeWorkspaceIds(this, "Data", { organization: props.organization, names: [...props.names] });
    this.ids = `values(data.tfe_workspace_ids.${data.friendlyUniqueId}.ids)`;
  }
}
