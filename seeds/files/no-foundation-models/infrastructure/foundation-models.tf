locals {
  # This use case asks no foundation model.
  foundation_models = []
}
