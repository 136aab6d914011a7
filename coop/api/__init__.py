"""The room of the Python API: a dataset that answers what the command line answers. `coop` hands it out."""
